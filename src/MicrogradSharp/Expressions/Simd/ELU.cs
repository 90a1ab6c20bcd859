using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class ELU
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(new Exponential(Alpha), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(new ExponentialSlope(Alpha), x, y, slopes);

    private readonly struct Exponential(double alpha) : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), x, alpha * VectorMath.Expm1(x));
    }

    private readonly struct ExponentialSlope(double alpha) : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), Vector<double>.One, y + new Vector<double>(alpha));
    }
}
