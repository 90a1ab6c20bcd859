namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse hyperbolic sine, y = ln(x + √(x² + 1)).</summary>
    /// <remarks>Exact to rounding near 0 and for negative x. ±∞ gives ±∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Asinh() => new(Rule<Asinh>.Shared, this);
}

/// <summary>y = arsinh x,  dy/dx = 1/√(1 + x²)</summary>
public sealed partial class Asinh : UnaryExpr
{
    public override string Symbol => "asinh";

    public override SourceText Source => new("asinh(x)", "1 / hypot(1, x)");

    protected override double Evaluate(double x) => Math.Asinh(x);

    protected override double Slope(double x, double y) => 1 / double.Hypot(1, x);

    protected override Node Slope(Node x, Node y) => 1 / Node.Hypot(1, x);
}
