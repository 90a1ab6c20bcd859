namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential minus one, y = eˣ − 1.</summary>
    /// <remarks>
    /// Exact to rounding near 0, where <c>x.Exp() - 1</c> loses digits. +∞ gives +∞, −∞ gives −1 with slope 0; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Expm1() => new(Rule<Expm1>.Shared, this);
}

/// <summary>y = eˣ − 1,  dy/dx = y + 1</summary>
public sealed partial class Expm1 : UnaryExpr
{
    public override string Symbol => "expm1";

    public override SourceText Source => new("expm1(x)", "y + 1");

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => StableMath.Expm1(x);

    protected override double Slope(double x, double y) => y + 1;

    protected override Node Slope(Node x, Node y) => y + 1;
}
