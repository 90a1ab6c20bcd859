namespace MicrogradSharp.Onnx;

/// <summary>A value in an ONNX graph. Arithmetic on it adds nodes to the graph.</summary>
/// <remarks>
/// The output of a comparison, such as <c>Less</c>, holds conditions. Arithmetic on them throws an <see cref="ArgumentException"/>: choose
/// numbers by them with <c>Where</c>.
/// </remarks>
public sealed class OnnxTensor
{
    /// <summary>The size of a dimension that is the number of rows.</summary>
    internal const int Rows = -1;

    internal OnnxTensor(OnnxGraph graph, string name, ElementType type, params int[] shape) =>
        (Graph, Name, Type, Shape) = (graph, name, type, shape);

    /// <summary>Its name, unique in the graph.</summary>
    public string Name { get; internal set; }

    internal OnnxGraph Graph { get; }

    internal ElementType Type { get; }

    internal bool IsSingle => Type == ElementType.Single;

    /// <summary>Its dimensions; <see cref="Rows"/> for the number of rows.</summary>
    internal int[] Shape { get; }

    /// <summary>Whether it has numbers for every row.</summary>
    internal bool IsVarying => Shape.Length > 0 && Shape[0] == Rows;

    /// <summary>The size of the last dimension; 1 for a single number.</summary>
    internal int Last => Shape.Length == 0 ? 1 : Shape[^1];

    /// <summary>Adds a node that adds.</summary>
    public static OnnxTensor operator +(OnnxTensor left, OnnxTensor right) => Apply("Add", left, right);

    /// <summary>Adds a node that adds a number.</summary>
    public static OnnxTensor operator +(OnnxTensor left, double right) => left + NumberFor(left, right);

    /// <summary>Adds a node that adds a number.</summary>
    public static OnnxTensor operator +(double left, OnnxTensor right) => NumberFor(right, left) + right;

    /// <summary>Adds a node that subtracts.</summary>
    public static OnnxTensor operator -(OnnxTensor left, OnnxTensor right) => Apply("Sub", left, right);

    /// <summary>Adds a node that subtracts a number.</summary>
    public static OnnxTensor operator -(OnnxTensor left, double right) => left - NumberFor(left, right);

    /// <summary>Adds a node that subtracts from a number.</summary>
    public static OnnxTensor operator -(double left, OnnxTensor right) => NumberFor(right, left) - right;

    /// <summary>Adds a node that multiplies.</summary>
    public static OnnxTensor operator *(OnnxTensor left, OnnxTensor right) => Apply("Mul", left, right);

    /// <summary>Adds a node that multiplies by a number.</summary>
    public static OnnxTensor operator *(OnnxTensor left, double right) => left * NumberFor(left, right);

    /// <summary>Adds a node that multiplies by a number.</summary>
    public static OnnxTensor operator *(double left, OnnxTensor right) => NumberFor(right, left) * right;

    /// <summary>Adds a node that divides.</summary>
    public static OnnxTensor operator /(OnnxTensor left, OnnxTensor right) => Apply("Div", left, right);

    /// <summary>Adds a node that divides by a number.</summary>
    public static OnnxTensor operator /(OnnxTensor left, double right) => left / NumberFor(left, right);

    /// <summary>Adds a node that divides a number.</summary>
    public static OnnxTensor operator /(double left, OnnxTensor right) => NumberFor(right, left) / right;

    /// <summary>Adds a node that changes the sign.</summary>
    public static OnnxTensor operator -(OnnxTensor x) => Of(x).Apply("Neg", x);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    private static OnnxTensor NumberFor(OnnxTensor tensor, double number) => Of(tensor).Constant(number, tensor.Type);

    private static OnnxTensor Apply(string operatorType, OnnxTensor left, OnnxTensor right)
    {
        _ = Of(right);
        return Of(left).Apply(operatorType, left, right);
    }

    private static OnnxGraph Of(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Type != ElementType.Bool ? tensor.Graph : throw new ArgumentException(
            $"Arithmetic needs numbers, but {tensor.Name} holds conditions: choose numbers by them with Where.", nameof(tensor));
    }
}
