using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>The arithmetic of rows that almost every recorded function runs.</summary>
/// <remarks>
/// As <c>TensorPrimitives</c>, with less to compile: its general code, compiled when a program starts, takes longer than 100 passes of a
/// small network.
/// </remarks>
internal static class RowArithmetic
{
    /// <summary>result[r] = x[r] + y[r]</summary>
    public static void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) => Rows.Map(default(Plus), x, y, result);

    /// <summary>result[r] = x[r] + y</summary>
    public static void Add(ReadOnlySpan<double> x, double y, Span<double> result) => Rows.Map(new PlusOne(y), x, result);

    /// <summary>result[r] = x[r] − y[r]</summary>
    public static void Subtract(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) =>
        Rows.Map(default(Minus), x, y, result);

    /// <summary>result[r] = x[r] · y[r]</summary>
    public static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result) =>
        Rows.Map(default(Times), x, y, result);

    /// <summary>Σ x[r], in an order that depends on the number of rows only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // otherwise each addition is a call in the first passes
    public static double Sum(ReadOnlySpan<double> x)
    {
        ref double first = ref MemoryMarshal.GetReference(x);
        nuint step = (nuint)Vector<double>.Count, length = (nuint)x.Length, r = 0;
        Vector<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;      // four, because one would wait for itself
        for (; r + 4 * step <= length; r += 4 * step)
        {
            sum0 += Vector.LoadUnsafe(ref first, r);
            sum1 += Vector.LoadUnsafe(ref first, r + step);
            sum2 += Vector.LoadUnsafe(ref first, r + 2 * step);
            sum3 += Vector.LoadUnsafe(ref first, r + 3 * step);
        }
        for (; r + step <= length; r += step) sum0 += Vector.LoadUnsafe(ref first, r);
        double sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; r < length; r++) sum += Unsafe.Add(ref first, r);
        return sum;
    }

    /// <summary>Whether no number is NaN or infinite.</summary>
    public static bool AreFinite(ReadOnlySpan<double> x) => Rows.All(default(Finite), x);

    /// <summary>Whether every number is at least 0.</summary>
    public static bool AreAtLeastZero(ReadOnlySpan<double> x) => Rows.All(default(AtLeastZero), x);

    private readonly struct Plus : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) => x + y;
    }

    private readonly struct PlusOne(double y) : Rows.IUnary
    {
        private readonly Vector<double> _y = new(y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => x + _y;
    }

    private readonly struct Minus : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) => x - y;
    }

    private readonly struct Times : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) => x * y;
    }

    private readonly struct Finite : Rows.ITest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<long> Of(Vector<double> x) => Vector.Equals(x - x, Vector<double>.Zero);      // ∞ − ∞ is NaN
    }

    private readonly struct AtLeastZero : Rows.ITest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<long> Of(Vector<double> x) => Vector.GreaterThanOrEqual(x, Vector<double>.Zero);
    }
}
