using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Acos
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Arccosine), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        Rows.Map(default(Asin.InverseHeight), x, slopes);
        TensorPrimitives.Negate(slopes, slopes);
    }

    private readonly struct Arccosine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) =>
            2 * VectorMath.Atan(Vector.SquareRoot((Vector<double>.One - x) / (Vector<double>.One + x)));
    }
}
