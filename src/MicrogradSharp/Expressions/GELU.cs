using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The Gaussian error linear unit, y = x Φ(x) with the normal distribution Φ.</summary>
    /// <remarks>The exact form by erf, not the tanh approximation. +∞ and −∞ give NaN slopes (∞ · 0), −∞ gives NaN; NaN gives NaN. Source: D. Hendrycks and K. Gimpel, Gaussian Error Linear Units, arXiv:1606.08415.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node GELU() => new(Rule<GELU>.Shared, this);
}

/// <summary>y = x Φ(x),  dy/dx = Φ(x) + x φ(x),  with the normal distribution Φ and its density φ</summary>
public sealed class GELU : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "gelu";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => x * ErrorFunction.NormalDistribution(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => ErrorFunction.NormalDistribution(x) + x * ErrorFunction.NormalDensity(x);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => Node.From(Rule<NormalDistribution>.Shared, x) + x * ErrorFunction.NormalDensity(x);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Weighted), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(default(WeightedSlope), x, y, slopes);

    private readonly struct Weighted : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => x * ErrorFunction.NormalDistribution(x);
    }

    private readonly struct WeightedSlope : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y)
        {
            // y / x is Φ(x), which the forward pass has found already, except where y is too small to have all its digits
            var tiny = Vector.LessThan(Vector.Abs(x), new Vector<double>(1e-200));
            return Vector.ConditionalSelect(tiny, new Vector<double>(0.5), y / x) + x * ErrorFunction.NormalDensity(x);
        }
    }
}
