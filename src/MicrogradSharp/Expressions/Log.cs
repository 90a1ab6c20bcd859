namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The natural logarithm, y = ln x.</summary>
    /// <remarks>0 gives −∞ with slope +∞, a negative number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log() => new(Rule<Log>.Shared, this);
}

/// <summary>y = ln x,  dy/dx = 1/x</summary>
public sealed class Log : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "log";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Log(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 1 / x;
}
