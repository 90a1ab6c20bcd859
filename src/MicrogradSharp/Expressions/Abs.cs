namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The absolute value, y = |x|.</summary>
    /// <remarks>The slope at 0 is 0. ±∞ gives +∞ with slope ±1; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Abs() => new(Rule<Abs>.Shared, this);
}

/// <summary>y = |x|,  dy/dx = sign x, 0 at 0</summary>
public sealed class Abs : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "abs";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Abs(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => x > 0 ? 1 : x < 0 ? -1 : x;
}
