using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sigmoid linear unit, y = x/(1 + e⁻ˣ).</summary>
    /// <remarks>Also known as swish. +∞ and −∞ give NaN slopes (∞ · 0), −∞ gives NaN; NaN gives NaN. Source: S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units, arXiv:1702.03118.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node SiLU() => new(Rule<SiLU>.Shared, this);
}

/// <summary>y = x σ(x),  dy/dx = σ(x) (1 + x (1 − σ(x))),  with the logistic function σ</summary>
public sealed class SiLU : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "silu";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => x * StableMath.Logistic(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => StableMath.Logistic(x) * (1 + x * StableMath.Logistic(-x));

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => x.Sigmoid() * (1 + x * (-x).Sigmoid());

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Weighted), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(default(WeightedSlope), x, slopes);

    private readonly struct Weighted : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => x * VectorMath.Logistic(x);
    }

    private readonly struct WeightedSlope : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var logistic = VectorMath.Logistic(x);
            return logistic * (Vector<double>.One + x * (Vector<double>.One - logistic));
        }
    }
}
