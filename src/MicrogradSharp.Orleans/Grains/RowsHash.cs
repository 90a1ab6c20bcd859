using System.Numerics;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>Tells rows from others by a number that is the same on every machine.</summary>
internal static class RowsHash
{
    private const ulong Factor = 0x9E3779B97F4A7C15;

    public static long Of(ReadOnlySpan<double> rows)
    {
        ulong hash = (ulong)rows.Length;
        foreach (ulong bits in MemoryMarshal.Cast<double, ulong>(rows)) hash = BitOperations.RotateLeft((hash ^ bits) * Factor, 29);
        return (long)hash;
    }
}
