using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Norm
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var scale = rented.AsSpan(0, rows);
        scale.Clear();
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(Larger), scale, x.Slice(start, rows), scale);
        y.Clear();
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(SumOfSquares), x.Slice(start, rows), scale, y, y);
        Rows.Map(default(Length), y, scale, y);
        ArrayPool<double>.Shared.Return(rented);
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(Cosine), x.Slice(start, rows), y, slopes.Slice(start, rows));
    }

    private readonly struct Larger : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> scale, Vector<double> component) => Vector.Max(scale, Vector.Abs(component));
    }

    private readonly struct SumOfSquares : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> component, Vector<double> scale, Vector<double> sum)
        {
            var scaled = component / scale;
            return sum + scaled * scaled;
        }
    }

    private readonly struct Length : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> sum, Vector<double> scale)
        {
            var infinity = new Vector<double>(double.PositiveInfinity);
            var plain = Vector.GreaterThan(scale, Vector<double>.Zero) & Vector.LessThan(scale, infinity);
            return Vector.ConditionalSelect(plain, scale * Vector.SquareRoot(sum), scale);
        }
    }

    private readonly struct Cosine : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> component, Vector<double> length) =>
            Vector.ConditionalSelect(Vector.Equals(length, Vector<double>.Zero), Vector<double>.Zero, component / length);
    }
}
