namespace MicrogradSharp.Onnx;

/// <summary>Short names for the nodes that formulas are made of.</summary>
internal static class TensorFunctions
{
    public static OnnxTensor Abs(this OnnxTensor x) => x.Graph.Apply("Abs", x);

    public static OnnxTensor Exp(this OnnxTensor x) => x.Graph.Apply("Exp", x);

    public static OnnxTensor Floor(this OnnxTensor x) => x.Graph.Apply("Floor", x);

    public static OnnxTensor Log(this OnnxTensor x) => x.Graph.Apply("Log", x);

    public static OnnxTensor Reciprocal(this OnnxTensor x) => x.Graph.Apply("Reciprocal", x);

    public static OnnxTensor Round(this OnnxTensor x) => x.Graph.Apply("Round", x);

    public static OnnxTensor Sign(this OnnxTensor x) => x.Graph.Apply("Sign", x);

    public static OnnxTensor Sin(this OnnxTensor x) => x.Graph.Apply("Sin", x);

    public static OnnxTensor Cos(this OnnxTensor x) => x.Graph.Apply("Cos", x);

    public static OnnxTensor Sqrt(this OnnxTensor x) => x.Graph.Apply("Sqrt", x);

    public static OnnxTensor Tanh(this OnnxTensor x) => x.Graph.Apply("Tanh", x);

    public static OnnxTensor IsInfinite(this OnnxTensor x) => x.Graph.Apply("IsInf", x);

    public static OnnxTensor IsNaN(this OnnxTensor x) => x.Graph.Apply("IsNaN", x);

    public static OnnxTensor Not(this OnnxTensor x) => x.Graph.Apply("Not", x);

    public static OnnxTensor And(this OnnxTensor left, OnnxTensor right) => left.Graph.Apply("And", left, right);

    public static OnnxTensor Or(this OnnxTensor left, OnnxTensor right) => left.Graph.Apply("Or", left, right);

    public static OnnxTensor Max(this OnnxTensor left, OnnxTensor right) => left.Graph.Apply("Max", left, right);

    public static OnnxTensor Max(this OnnxTensor left, double right) => left.Max(left.Number(right));

    public static OnnxTensor Min(this OnnxTensor left, OnnxTensor right) => left.Graph.Apply("Min", left, right);

    public static OnnxTensor Min(this OnnxTensor left, double right) => left.Min(left.Number(right));

    public static OnnxTensor Pow(this OnnxTensor x, double exponent) => x.Graph.Apply("Pow", x, x.Number(exponent));

    public static OnnxTensor Is(this OnnxTensor left, OnnxTensor right) => left.Graph.Apply("Equal", left, right);

    public static OnnxTensor Is(this OnnxTensor left, double right) => left.Is(left.Number(right));

    public static OnnxTensor IsBelow(this OnnxTensor left, double right) => left.Graph.Apply("Less", left, left.Number(right));

    public static OnnxTensor IsAbove(this OnnxTensor left, double right) => left.Graph.Apply("Greater", left, left.Number(right));

    public static OnnxTensor IsAtMost(this OnnxTensor left, double right) => left.Graph.Apply("LessOrEqual", left, left.Number(right));

    public static OnnxTensor IsAtLeast(this OnnxTensor left, double right) => left.Graph.Apply("GreaterOrEqual", left, left.Number(right));

    /// <summary>Chooses, where this condition holds, the first, and elsewhere the second.</summary>
    public static OnnxTensor Choose(this OnnxTensor condition, OnnxTensor yes, OnnxTensor no) =>
        condition.Graph.Apply("Where", condition, yes, no);

    public static OnnxTensor Choose(this OnnxTensor condition, double yes, OnnxTensor no) => condition.Choose(no.Number(yes), no);

    public static OnnxTensor Choose(this OnnxTensor condition, OnnxTensor yes, double no) => condition.Choose(yes, yes.Number(no));

    /// <summary>The same numbers as another type.</summary>
    public static OnnxTensor To(this OnnxTensor x, ElementType type) =>
        x.Type == type ? x : x.Graph.Add("Cast", type, x.Shape, [x], Attributes.Of("to", (int)type));

    /// <summary>The same numbers in another shape. A first dimension that is the number of rows stays.</summary>
    public static OnnxTensor Reshape(this OnnxTensor x, params int[] shape)
    {
        long[] sizes = Array.ConvertAll(shape, size => size == OnnxTensor.Rows ? 0L : size);      // 0 keeps the dimension
        return x.Graph.Add("Reshape", x.Type, shape, [x, x.Graph.Store("shape", sizes)]);
    }

    public static OnnxTensor Transpose(this OnnxTensor matrix) =>
        matrix.Graph.Add("Transpose", matrix.Type, [matrix.Shape[1], matrix.Shape[0]], [matrix]);

    /// <summary>Reduces over the dimension before the last, and removes it.</summary>
    public static OnnxTensor Reduce(this OnnxTensor x, string operatorType)
    {
        int axis = x.Shape.Length - 2;
        int[] shape = [.. x.Shape[..axis], x.Shape[^1]];
        return x.Graph.Add(operatorType, x.Type, shape, [x, x.Graph.Store("axes", axis)], Attributes.Of("keepdims", 0));
    }

    /// <summary>A number of the tensor's type.</summary>
    public static OnnxTensor Number(this OnnxTensor x, double number) => x.Graph.Constant(number, x.Type);
}
