namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The logarithm to base 10, y = log₁₀ x.</summary>
    /// <remarks>0 gives −∞ with slope +∞ (−0 with −∞), a negative number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log10() => new(Rule<Log10>.Shared, this);
}

/// <summary>y = log₁₀ x,  dy/dx = 1/(x ln 10)</summary>
public sealed partial class Log10 : UnaryExpr
{
    private const double InverseLn10 = 0.4342944819032518;

    public override string Symbol => "log10";

    public override SourceText Source => new("log10(x)", "0.4342944819032518 / x");

    protected override double Evaluate(double x) => Math.Log10(x);

    protected override double Slope(double x, double y) => InverseLn10 / x;

    protected override Node Slope(Node x, Node y) => InverseLn10 / x;
}
