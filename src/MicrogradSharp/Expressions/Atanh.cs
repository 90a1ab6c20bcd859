namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse hyperbolic tangent, y = ½ ln((1 + x)/(1 − x)).</summary>
    /// <remarks>Exact to rounding near 0. ±1 gives ±∞ with slope +∞; |x| above 1 and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Atanh() => new(Rule<Atanh>.Shared, this);
}

/// <summary>y = artanh x,  dy/dx = 1/(1 − x²)</summary>
public sealed partial class Atanh : UnaryExpr
{
    public override string Symbol => "atanh";

    public override SourceText Source => new("atanh(x)", "1 / ((1 - x) * (1 + x))");

    protected override double Evaluate(double x) => Math.Atanh(x);

    protected override double Slope(double x, double y) => 1 / ((1 - x) * (1 + x));

    protected override Node Slope(Node x, Node y) => 1 / ((1 - x) * (1 + x));
}
