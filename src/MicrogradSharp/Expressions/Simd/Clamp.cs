using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Clamp
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(new Nearest(Min, Max), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Inside), x, y, slopes);

    private readonly struct Nearest(double min, double max) : Rows.IUnary
    {
        private readonly Vector<double> _min = new(min);
        private readonly Vector<double> _max = new(max);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(
            Vector.LessThan(x, _min), _min, Vector.ConditionalSelect(Vector.GreaterThan(x, _max), _max, x));
    }

    private readonly struct Inside : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) =>
            Vector.ConditionalSelect(Vector.Equals(x, y), Vector<double>.One, Vector<double>.Zero);
    }
}
