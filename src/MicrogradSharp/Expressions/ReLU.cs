using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The rectified linear unit, y = max(x, 0).</summary>
    /// <remarks>The slope at 0 is 0. +∞ gives +∞, −∞ gives 0; NaN gives NaN with slope 1.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node ReLU() => new(Rule<ReLU>.Shared, this);
}

/// <summary>y = max(x, 0),  dy/dx = 1 for x &gt; 0, 0 otherwise</summary>
public sealed class ReLU : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "relu";

    /// <inheritdoc/>
    public override bool ZeroSlopeStopsGradient => true;

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Max(x, 0);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => x <= 0 ? 0 : 1;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => Node.From(Flat.Step, x);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => ChainRule.WherePositive(x, x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(default(Step), x, slopes);

    /// <inheritdoc/>
    public override bool SlopeFollowsFromValue => true;

    // The most frequent activation: its slopes need not be written down.

    internal override void BackwardRows(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> gradient, Span<double> xGradient, Span<double> slopes) =>
        ChainRule.AddWherePositive(x, gradient, xGradient);

    internal override void BackwardInPlace(ReadOnlySpan<double> y, Span<double> gradient, Span<double> slopes) =>
        ChainRule.WherePositive(y, gradient, gradient);

    private readonly struct Step : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<double>.Zero), Vector<double>.Zero, Vector<double>.One);
    }
}
