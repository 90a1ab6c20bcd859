namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sine, y = sin x.</summary>
    /// <remarks>x is in radians. ±∞ and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sin() => new(Rule<Sin>.Shared, this);
}

/// <summary>y = sin x,  dy/dx = cos x</summary>
public sealed class Sin : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "sin";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Sin(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => Math.Cos(x);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => x.Cos();

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Trigonometry.Sin(x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Trigonometry.Cos(x, slopes);
}
