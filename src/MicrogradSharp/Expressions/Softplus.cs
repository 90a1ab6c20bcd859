using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The soft ReLU, y = ln(1 + eˣ).</summary>
    /// <remarks>Stable far out: 1000 gives 1000. +∞ gives +∞ with slope 1, −∞ gives 0 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Softplus() => new(Rule<Softplus>.Shared, this);
}

/// <summary>y = ln(1 + eˣ),  dy/dx = 1/(1 + e⁻ˣ)</summary>
public sealed class Softplus : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "softplus";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Max(x, 0) + StableMath.Log1p(Math.Exp(-Math.Abs(x)));

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => StableMath.Logistic(x);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => x.Sigmoid();

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(SoftMaximum), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(default(Logistic), x, slopes);

    private readonly struct SoftMaximum : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.Max(x, Vector<double>.Zero) + VectorMath.Log1p(VectorMath.Exp(-Vector.Abs(x)));
    }

    private readonly struct Logistic : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Logistic(x);
    }
}
