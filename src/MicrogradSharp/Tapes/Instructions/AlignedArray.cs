using System.Runtime.InteropServices;

namespace MicrogradSharp.Tapes.Instructions;

/// <summary>Numbers that start on a cache line, because loading a vector that crosses two lines takes twice as long.</summary>
internal readonly struct AlignedArray
{
    private const int CacheLine = 64;

    private readonly double[] _numbers;
    private readonly int _start;

    public AlignedArray(int length)
    {
        // Pinned, so that the garbage collector does not move it off the line.
        _numbers = GC.AllocateArray<double>(length + CacheLine / sizeof(double), pinned: true);
        int past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0) % CacheLine);
        _start = (CacheLine - past) % CacheLine / sizeof(double);
    }

    public Span<double> Slice(int start, int length) => _numbers.AsSpan(_start + start, length);
}
