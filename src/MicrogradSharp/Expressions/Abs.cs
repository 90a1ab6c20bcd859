namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The absolute value, y = |x|.</summary>
    /// <remarks>The slope at 0 is 0. ±∞ gives +∞ with slope ±1; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Abs() => new(Rule<Abs>.Shared, this);
}

/// <summary>y = |x|,  dy/dx = sign x, 0 at 0</summary>
public sealed partial class Abs : UnaryExpr
{
    public override string Symbol => "abs";

    public override SourceText Source => new("fabs(x)", "x > 0 ? 1 : x < 0 ? -1 : x");

    protected override double Evaluate(double x) => Math.Abs(x);

    protected override double Slope(double x, double y) => x > 0 ? 1 : x < 0 ? -1 : x;

    protected override Node Slope(Node x, Node y) => x.Sign();
}
