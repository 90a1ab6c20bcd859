namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The natural logarithm, y = ln x.</summary>
    /// <remarks>0 gives −∞ with slope +∞ (−0 with −∞), a negative number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log() => new(Rule<Log>.Shared, this);
}

/// <summary>y = ln x,  dy/dx = 1/x</summary>
public sealed partial class Log : UnaryExpr
{
    public override string Symbol => "log";

    public override SourceText Source => new("log(x)", "1 / x");

    protected override double Evaluate(double x) => Math.Log(x);

    protected override double Slope(double x, double y) => 1 / x;

    protected override Node Slope(Node x, Node y) => 1 / x;
}
