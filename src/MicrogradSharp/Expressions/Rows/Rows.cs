using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>Loops over rows: a kernel works on a vector of rows, and the loop applies it to any number of rows.</summary>
/// <remarks>
/// The last rows, if they do not fill a vector, are padded with zeros and go through the same loop, so that a row's result does not
/// depend on its place. The result may overwrite an operand.
/// </remarks>
internal static class Rows
{
    /// <summary>result[r] = kernel(x[r])</summary>
    public static void Map<TKernel>(TKernel kernel, ReadOnlySpan<double> x, Span<double> result)
        where TKernel : struct, IUnary => Map(new OfFirst<TKernel>(kernel), x, x, x, result);

    /// <summary>result[r] = kernel(x[r], y[r])</summary>
    public static void Map<TKernel>(TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinary => Map(new OfFirstTwo<TKernel>(kernel), x, y, y, result);

    /// <summary>result[r] = kernel(x[r], y[r], z[r])</summary>
    public static void Map<TKernel>(
        TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> result)
        where TKernel : struct, ITernary
    {
        int rest = result.Length % Vector<double>.Count, whole = result.Length - rest;
        MapWhole(kernel, x[..whole], y[..whole], z[..whole], result[..whole]);
        if (rest == 0) return;

        Span<double> lastX = stackalloc double[Vector<double>.Count];
        Span<double> lastY = stackalloc double[Vector<double>.Count];
        Span<double> lastZ = stackalloc double[Vector<double>.Count];
        x.Slice(whole, rest).CopyTo(lastX);
        y.Slice(whole, rest).CopyTo(lastY);
        z.Slice(whole, rest).CopyTo(lastZ);
        MapWhole(kernel, lastX, lastY, lastZ, lastX);
        lastX[..rest].CopyTo(result[whole..]);
    }

    /// <summary>Whether a test holds for every row; it must hold for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // as MapWhole
    public static bool All<TTest>(TTest test, ReadOnlySpan<double> x)
        where TTest : struct, ITest
    {
        ref double first = ref MemoryMarshal.GetReference(x);
        nuint step = (nuint)Vector<double>.Count, length = (nuint)x.Length, r = 0;
        var holds = Vector<long>.AllBitsSet;
        for (; r + 4 * step <= length; r += 4 * step)       // four at a time: one branch for them
        {
            holds = test.Of(Vector.LoadUnsafe(ref first, r)) & test.Of(Vector.LoadUnsafe(ref first, r + step))
                & test.Of(Vector.LoadUnsafe(ref first, r + 2 * step)) & test.Of(Vector.LoadUnsafe(ref first, r + 3 * step));
            if (!Vector.EqualsAll(holds, Vector<long>.AllBitsSet)) return false;
        }
        for (; r + step <= length; r += step) holds &= test.Of(Vector.LoadUnsafe(ref first, r));
        if (r < length)
        {
            Span<double> last = stackalloc double[Vector<double>.Count];
            x[(int)r..].CopyTo(last);
            holds &= test.Of(new Vector<double>(last));
        }
        return Vector.EqualsAll(holds, Vector<long>.AllBitsSet);
    }

    /// <summary>shares[i, r] = kernel(x[i, r], y[r]) / Σⱼ kernel(x[j, r], y[r])</summary>
    /// <param name="kernel">The function.</param>
    /// <param name="x">The inputs, input after input.</param>
    /// <param name="y">The second operand of every row.</param>
    /// <param name="shares">Receives the shares, laid out as <paramref name="x"/>.</param>
    public static void Shares<TKernel>(TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> shares)
        where TKernel : struct, IBinary
    {
        int rows = y.Length;
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var sum = rented.AsSpan(0, rows);
        sum.Clear();
        for (int start = 0; start < x.Length; start += rows)
        {
            var share = shares.Slice(start, rows);
            Map(kernel, x.Slice(start, rows), y, share);
            RowArithmetic.Add(sum, share, sum);
        }
        for (int start = 0; start < x.Length; start += rows)
        {
            var share = shares.Slice(start, rows);
            TensorPrimitives.Divide(share, sum, share);
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    // A method of its own without calls inside: the kernel's constants then stay in registers. Optimised from the first call: otherwise
    // every operation on a vector would be a call in the first passes.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void MapWhole<TKernel>(
        TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> result)
        where TKernel : struct, ITernary
    {
        ref double firstX = ref MemoryMarshal.GetReference(x);
        ref double firstY = ref MemoryMarshal.GetReference(y);
        ref double firstZ = ref MemoryMarshal.GetReference(z);
        ref double firstResult = ref MemoryMarshal.GetReference(result);
        nuint step = (nuint)Vector<double>.Count, length = (nuint)result.Length, r = 0;
        for (; r + step < length; r += 2 * step)    // two at a time: half the cost of the loop itself
        {
            var first = kernel.Of(Vector.LoadUnsafe(ref firstX, r), Vector.LoadUnsafe(ref firstY, r), Vector.LoadUnsafe(ref firstZ, r));
            var second = kernel.Of(
                Vector.LoadUnsafe(ref firstX, r + step), Vector.LoadUnsafe(ref firstY, r + step), Vector.LoadUnsafe(ref firstZ, r + step));
            first.StoreUnsafe(ref firstResult, r);
            second.StoreUnsafe(ref firstResult, r + step);
        }
        if (r < length)
        {
            var last = kernel.Of(Vector.LoadUnsafe(ref firstX, r), Vector.LoadUnsafe(ref firstY, r), Vector.LoadUnsafe(ref firstZ, r));
            last.StoreUnsafe(ref firstResult, r);
        }
    }

    /// <summary>A function of one operand.</summary>
    public interface IUnary
    {
        Vector<double> Of(Vector<double> x);
    }

    /// <summary>A function of two operands.</summary>
    public interface IBinary
    {
        Vector<double> Of(Vector<double> x, Vector<double> y);
    }

    /// <summary>A function of three operands.</summary>
    public interface ITernary
    {
        Vector<double> Of(Vector<double> x, Vector<double> y, Vector<double> z);
    }

    /// <summary>A test of one operand: all bits of a number are set where it holds.</summary>
    public interface ITest
    {
        Vector<long> Of(Vector<double> x);
    }

    private readonly struct OfFirst<TKernel>(TKernel kernel) : ITernary
        where TKernel : struct, IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y, Vector<double> z) => kernel.Of(x);
    }

    private readonly struct OfFirstTwo<TKernel>(TKernel kernel) : ITernary
        where TKernel : struct, IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y, Vector<double> z) => kernel.Of(x, y);
    }
}
