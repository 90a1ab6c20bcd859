using System.Buffers;
using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Product
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        y.Fill(1);
        for (int start = 0; start < x.Length; start += rows) TensorPrimitives.Multiply(y, x.Slice(start, rows), y);
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var product = rented.AsSpan(0, rows);
        product.Fill(1);
        for (int start = 0; start < x.Length; start += rows)
        {
            product.CopyTo(slopes[start..]);
            TensorPrimitives.Multiply(product, x.Slice(start, rows), product);
        }
        product.Fill(1);
        for (int start = x.Length - rows; start >= 0; start -= rows)
        {
            var slope = slopes.Slice(start, rows);
            TensorPrimitives.Multiply(slope, product, slope);
            TensorPrimitives.Multiply(product, x.Slice(start, rows), product);
        }
        ArrayPool<double>.Shared.Return(rented);
    }
}
