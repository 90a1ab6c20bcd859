using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Mean
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        x[..rows].CopyTo(y);
        for (int start = rows; start < x.Length; start += rows) RowArithmetic.Add(y, x.Slice(start, rows), y);
        TensorPrimitives.Divide(y, x.Length / rows, y);
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) =>
        slopes.Fill((double)rows / x.Length);
}
