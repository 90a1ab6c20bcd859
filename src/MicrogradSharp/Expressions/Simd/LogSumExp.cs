using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class LogSumExp
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var largest = rented.AsSpan(0, rows);
        Largest(x, largest);
        y.Clear();
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(SumOfPowers), x.Slice(start, rows), largest, y, y);
        Rows.Map(default(LogOfSum), y, largest, y);
        ArrayPool<double>.Shared.Return(rented);
    }

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) =>
        Softmax(x, rows, slopes);

    /// <summary>e^xᵢ / Σⱼ e^xⱼ in every row; input i of row r is <c>x[i * rows + r]</c>.</summary>
    internal static void Softmax(ReadOnlySpan<double> x, int rows, Span<double> shares)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var largest = rented.AsSpan(0, rows);
        Largest(x, largest);
        Rows.Shares(default(Power), x, largest, shares);
        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Largest(ReadOnlySpan<double> x, Span<double> largest)
    {
        largest.Fill(double.NegativeInfinity);
        for (int start = 0; start < x.Length; start += largest.Length)
        {
            TensorPrimitives.Max(largest, x.Slice(start, largest.Length), largest);
        }
    }

    private readonly struct Power : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> term, Vector<double> largest) => VectorMath.Exp(term - largest);
    }

    private readonly struct SumOfPowers : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> term, Vector<double> largest, Vector<double> sum) =>
            sum + default(Power).Of(term, largest);
    }

    private readonly struct LogOfSum : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> sum, Vector<double> largest) =>
            Vector.ConditionalSelect(Vector.IsFinite(largest), largest + VectorMath.Log(sum), largest);
    }
}
