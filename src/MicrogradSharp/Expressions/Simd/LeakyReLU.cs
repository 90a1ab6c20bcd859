using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class LeakyReLU
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(new Leak(NegativeSlope), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(new LeakSlope(NegativeSlope), x, slopes);

    private readonly struct Leak(double slope) : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), x, slope * x);
    }

    private readonly struct LeakSlope(double slope) : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), Vector<double>.One, new Vector<double>(slope));
    }
}
