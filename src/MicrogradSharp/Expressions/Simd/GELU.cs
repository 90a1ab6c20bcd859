using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class GELU
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Weighted), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(WeightedSlope), x, y, slopes);

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
            // y / x is Φ(x), which the forward pass has computed, unless y is so small that it has lost digits
            var tiny = Vector.LessThan(Vector.Abs(x), new Vector<double>(1e-200));
            return Vector.ConditionalSelect(tiny, new Vector<double>(0.5), y / x) + x * ErrorFunction.NormalDensity(x);
        }
    }
}
