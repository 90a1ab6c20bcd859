namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The logarithm to base 2, y = log₂ x.</summary>
    /// <remarks>
    /// Whole at powers of 2. 0 gives −∞ with slope +∞ (−0 with −∞), a negative number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log2() => new(Rule<Log2>.Shared, this);
}

/// <summary>y = log₂ x,  dy/dx = 1/(x ln 2)</summary>
public sealed partial class Log2 : UnaryExpr
{
    private const double InverseLn2 = 1.4426950408889634;

    public override string Symbol => "log2";

    public override SourceText Source => new("log2(x)", "1.4426950408889634 / x");

    protected override double Evaluate(double x) => Math.Log2(x);

    protected override double Slope(double x, double y) => InverseLn2 / x;

    protected override Node Slope(Node x, Node y) => InverseLn2 / x;
}
