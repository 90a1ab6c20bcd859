namespace MicrogradSharp.Tapes.Kernels;

/// <summary>A few vectors that are processed together and stay in registers: the width of a tile.</summary>
/// <remarks>
/// Everything is inlined, even constructors: a call, even on a rarely taken path, would move the sums of a tile to memory.
/// </remarks>
internal interface IGroup<TSelf, TVector>
    where TSelf : struct, IGroup<TSelf, TVector>
    where TVector : struct, IVector<TVector>
{
    /// <summary>The same vector in each position.</summary>
    static abstract TSelf Repeat(TVector vector);

    /// <summary>The vectors at <paramref name="offset"/>, offset + stride, offset + 2 · stride, ….</summary>
    static abstract TSelf Load(ref double source, nuint offset, nuint stride);

    /// <summary>this + factor · vectors, in each position.</summary>
    TSelf Add(TVector factor, TSelf vectors);

    /// <summary>Writes the vectors one after the other, starting at <paramref name="offset"/>.</summary>
    void Store(ref double destination, nuint offset);

    /// <summary>destination[n] += Σ (vector n).</summary>
    void AddSums(ref double destination);
}
