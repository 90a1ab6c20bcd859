namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The natural logarithm of one plus x, y = ln(1 + x).</summary>
    /// <remarks>
    /// Exact to rounding near 0, where <c>(1 + x).Log()</c> loses digits. −1 gives −∞ with slope +∞, a smaller number gives NaN; +∞ gives
    /// +∞ with slope 0; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log1p() => new(Rule<Log1p>.Shared, this);
}

/// <summary>y = ln(1 + x),  dy/dx = 1/(1 + x)</summary>
public sealed partial class Log1p : UnaryExpr
{
    public override string Symbol => "log1p";

    public override SourceText Source => new("log1p(x)", "1 / (1 + x)");

    protected override double Evaluate(double x) => StableMath.Log1p(x);

    protected override double Slope(double x, double y) => 1 / (1 + x);

    protected override Node Slope(Node x, Node y) => 1 / (1 + x);
}
