namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The hyperbolic sine, y = (eˣ − e⁻ˣ)/2.</summary>
    /// <remarks>Exact to rounding near 0. ±∞ gives ±∞ with slope +∞, and so does |x| above 710.48; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sinh() => new(Rule<Sinh>.Shared, this);
}

/// <summary>y = sinh x,  dy/dx = cosh x</summary>
public sealed partial class Sinh : UnaryExpr
{
    public override string Symbol => "sinh";

    public override SourceText Source => new("sinh(x)", "cosh(x)");

    protected override double Evaluate(double x) => Math.Sinh(x);

    protected override double Slope(double x, double y) => Math.Cosh(x);

    protected override Node Slope(Node x, Node y) => x.Cosh();
}
