using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Atan
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Arctangent), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Multiply(x, x, slopes);
        TensorPrimitives.Add(slopes, 1, slopes);
        TensorPrimitives.Reciprocal(slopes, slopes);
    }

    private readonly struct Arctangent : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Atan(x);
    }
}
