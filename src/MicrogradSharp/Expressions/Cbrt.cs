namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The cube root, y = ∛x.</summary>
    /// <remarks>
    /// A negative number has a negative root. 0 gives 0 with slope +∞ (−0 gives −0); ±∞ gives ±∞ with slope 0; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Cbrt() => new(Rule<Cbrt>.Shared, this);
}

/// <summary>y = ∛x,  dy/dx = 1/(3y²)</summary>
public sealed partial class Cbrt : UnaryExpr
{
    public override string Symbol => "cbrt";

    public override SourceText Source => new("cbrt(x)", "1 / (3 * y * y)");

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => Math.Cbrt(x);

    protected override double Slope(double x, double y) => 1 / (3 * y * y);

    protected override Node Slope(Node x, Node y) => 1 / (3 * y.Pow(2));
}
