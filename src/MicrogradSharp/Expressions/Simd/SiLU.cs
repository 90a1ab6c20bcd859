using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class SiLU
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Weighted), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(WeightedSlope), x, slopes);

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
