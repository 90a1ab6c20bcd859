namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The negative, y = −x.</summary>
    /// <param name="x">The operand.</param>
    /// <remarks>±∞ gives ∓∞; NaN gives NaN. 0 gives −0, and −0 gives 0.</remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node operator -(Node x) => new(Rule<Negate>.Shared, x);
}

/// <summary>y = −x,  dy/dx = −1</summary>
public sealed partial class Negate : UnaryExpr
{
    public override string Symbol => "neg";

    public override SourceText Source => new("-x", "-1");

    protected override double Evaluate(double x) => -x;

    protected override double Slope(double x, double y) => -1;

    protected override Node Slope(Node x, Node y) => -1;
}
