using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Log1p
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(LogOfOnePlus), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Add(x, 1, slopes);
        TensorPrimitives.Reciprocal(slopes, slopes);
    }

    private readonly struct LogOfOnePlus : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Log1p(x);
    }
}
