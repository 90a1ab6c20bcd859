namespace MicrogradSharp.Onnx;

/// <summary>A rule of your own that can be saved: says how ONNX computes its value.</summary>
/// <example><code>
/// sealed class Softsign : UnaryExpr, IOnnxOperator
/// {
///     public override string Symbol => "softsign";
///     protected override double Evaluate(double x) => x / (1 + Math.Abs(x));
///     protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
///     public OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList&lt;OnnxTensor> inputs) =>
///         inputs[0] / (1 + graph.Apply("Abs", inputs[0]));
/// }
/// </code></example>
public interface IOnnxOperator
{
    /// <summary>Adds the nodes that compute the value to the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">
    /// The inputs of the rule. Each is a tensor of many numbers, or one that is repeated to the shape of the others: use only operators
    /// that compute number by number, such as Add, Exp, Where.
    /// </param>
    /// <returns>The value, number by number; or one number, which is repeated. It must hold numbers, not conditions.</returns>
    OnnxTensor ToOnnx(OnnxGraph graph, IReadOnlyList<OnnxTensor> inputs);
}
