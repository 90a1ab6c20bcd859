using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp;

/// <summary>The loop of the rules over rows: a kernel works on a vector of rows, and the loop takes it over any number of them.</summary>
/// <remarks>
/// What is left over at the end goes through the same loop, padded with zeros, so that a row's result does not depend on its place.
/// The result may be written over an operand.
/// </remarks>
internal static class Rows
{
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

    /// <summary>result[r] = kernel(x[r])</summary>
    public static void Map<TKernel>(TKernel kernel, ReadOnlySpan<double> x, Span<double> result)
        where TKernel : struct, IUnary => Map(new OfFirst<TKernel>(kernel), x, x, x, result);

    /// <summary>result[r] = kernel(x[r], y[r])</summary>
    public static void Map<TKernel>(TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
        where TKernel : struct, IBinary => Map(new OfFirstTwo<TKernel>(kernel), x, y, y, result);

    /// <summary>result[r] = kernel(x[r], y[r], z[r])</summary>
    public static void Map<TKernel>(TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> result)
        where TKernel : struct, ITernary
    {
        int rest = result.Length % Vector<double>.Count, whole = result.Length - rest;
        MapWhole(kernel, x[..whole], y[..whole], z[..whole], result[..whole]);
        if (rest == 0) return;

        Span<double> lastX = stackalloc double[Vector<double>.Count], lastY = stackalloc double[Vector<double>.Count], lastZ = stackalloc double[Vector<double>.Count];
        x.Slice(whole, rest).CopyTo(lastX);
        y.Slice(whole, rest).CopyTo(lastY);
        z.Slice(whole, rest).CopyTo(lastZ);
        MapWhole(kernel, lastX, lastY, lastZ, lastX);
        lastX[..rest].CopyTo(result[whole..]);
    }

    // Apart, and with nothing to call inside: the kernel's constants then stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MapWhole<TKernel>(TKernel kernel, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> result)
        where TKernel : struct, ITernary
    {
        ref double firstX = ref MemoryMarshal.GetReference(x), firstY = ref MemoryMarshal.GetReference(y), firstZ = ref MemoryMarshal.GetReference(z);
        ref double firstResult = ref MemoryMarshal.GetReference(result);
        nuint step = (nuint)Vector<double>.Count, length = (nuint)result.Length, r = 0;
        for (; r + step < length; r += 2 * step)    // two at a time: half the cost of the loop itself
        {
            var first = kernel.Of(Vector.LoadUnsafe(ref firstX, r), Vector.LoadUnsafe(ref firstY, r), Vector.LoadUnsafe(ref firstZ, r));
            var second = kernel.Of(Vector.LoadUnsafe(ref firstX, r + step), Vector.LoadUnsafe(ref firstY, r + step), Vector.LoadUnsafe(ref firstZ, r + step));
            first.StoreUnsafe(ref firstResult, r);
            second.StoreUnsafe(ref firstResult, r + step);
        }
        if (r < length)
        {
            kernel.Of(Vector.LoadUnsafe(ref firstX, r), Vector.LoadUnsafe(ref firstY, r), Vector.LoadUnsafe(ref firstZ, r)).StoreUnsafe(ref firstResult, r);
        }
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
