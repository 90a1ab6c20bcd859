using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Dot
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        int half = x.Length / 2;
        if (half == 0) y.Clear();
        else TensorPrimitives.Multiply(x[..rows], x.Slice(half, rows), y);
        for (int start = rows; start < half; start += rows)
        {
            Rows.Map(default(SumOfProducts), x.Slice(start, rows), x.Slice(half + start, rows), y, y);
        }
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) => SwapHalves(x, slopes);

    private readonly struct SumOfProducts : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> u, Vector<double> v, Vector<double> sum) => sum + u * v;
    }
}
