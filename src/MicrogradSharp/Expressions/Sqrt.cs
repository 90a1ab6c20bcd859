using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The square root, y = √x.</summary>
    /// <remarks>0 gives 0 with slope +∞ (−0 gives −0 and −∞), a negative number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sqrt() => new(Rule<Sqrt>.Shared, this);
}

/// <summary>y = √x,  dy/dx = 1/(2y)</summary>
public sealed class Sqrt : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "sqrt";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Sqrt(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 0.5 / y;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => 0.5 / y;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sqrt(x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => TensorPrimitives.Divide(0.5, y, slopes);
}
