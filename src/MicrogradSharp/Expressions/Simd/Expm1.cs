using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Expm1
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(ExpMinusOne), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        TensorPrimitives.Add(y, 1, slopes);

    private readonly struct ExpMinusOne : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Expm1(x);
    }
}
