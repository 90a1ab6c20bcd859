namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The hyperbolic cosine, y = (eˣ + e⁻ˣ)/2.</summary>
    /// <remarks>±∞ gives +∞ with slope ±∞, and so does |x| above 710.48; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Cosh() => new(Rule<Cosh>.Shared, this);
}

/// <summary>y = cosh x,  dy/dx = sinh x</summary>
public sealed partial class Cosh : UnaryExpr
{
    public override string Symbol => "cosh";

    public override SourceText Source => new("cosh(x)", "sinh(x)");

    protected override double Evaluate(double x) => Math.Cosh(x);

    protected override double Slope(double x, double y) => Math.Sinh(x);

    protected override Node Slope(Node x, Node y) => x.Sinh();
}
