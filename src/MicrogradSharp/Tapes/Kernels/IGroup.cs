namespace MicrogradSharp.Tapes.Kernels;

/// <summary>A few vectors that are treated alike and stay in registers: the width of a tile.</summary>
/// <remarks>All of it is inlined, constructors too: a call, even on a path seldom taken, puts the sums of a tile into memory.</remarks>
internal interface IGroup<TSelf, TVector>
    where TSelf : struct, IGroup<TSelf, TVector>
    where TVector : struct, IVector<TVector>
{
    /// <summary>The same vector in each place.</summary>
    static abstract TSelf Repeat(TVector vector);

    /// <summary>The vectors at <paramref name="offset"/>, offset + stride, offset + 2 · stride, ….</summary>
    static abstract TSelf Load(ref double source, nuint offset, nuint stride);

    /// <summary>this + factor · vectors, in each place.</summary>
    TSelf Add(TVector factor, TSelf vectors);

    /// <summary>Writes the vectors side by side from <paramref name="offset"/> on.</summary>
    void Store(ref double destination, nuint offset);

    /// <summary>destination[n] += Σ (vector n).</summary>
    void AddSums(ref double destination);
}
