using System.Runtime.InteropServices;

namespace MicrogradSharp.Benchmarks.Floor;

/// <summary>Memory that starts on a cache line, because a vector that crosses two lines is loaded twice.</summary>
internal static class AlignedBuffer
{
    private const int CacheLine = 64;

    /// <summary>Returns a buffer of zeros.</summary>
    public static Memory<double> Of(int length)
    {
        // pinned, so that the collector cannot move it off the line
        double[] array = GC.AllocateArray<double>(length + CacheLine / sizeof(double), pinned: true);
        int past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % CacheLine);
        return array.AsMemory((CacheLine - past) % CacheLine / sizeof(double), length);
    }
}
