using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The logistic function, y = 1/(1 + e⁻ˣ).</summary>
    /// <remarks>Stable far out: −800 gives 0, not NaN. +∞ gives 1 and −∞ gives 0, both with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sigmoid() => new(Rule<Sigmoid>.Shared, this);
}

/// <summary>y = 1/(1 + e⁻ˣ),  dy/dx = y (1 − y)</summary>
public sealed class Sigmoid : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "sigmoid";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => StableMath.Logistic(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => y * (1 - y);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => y * (1 - y);

    /// <inheritdoc/>
    public override bool SlopeFollowsFromValue => true;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Logistic), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Subtract(1, y, slopes);
        TensorPrimitives.Multiply(y, slopes, slopes);
    }

    private readonly struct Logistic : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Logistic(x);
    }
}
