using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Abs
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Abs(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Sign), x, slopes);

    private readonly struct Sign : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector<double>.Zero),
            Vector<double>.One,
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), -Vector<double>.One, x));
    }
}
