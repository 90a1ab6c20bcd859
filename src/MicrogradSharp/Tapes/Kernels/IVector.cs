namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Adjacent doubles in one hardware vector. The kernels are written once for it and compiled for each width.</summary>
/// <remarks>
/// Everything is inlined, even constructors: a call, even on a rarely taken path, would move the sums of a tile to memory.
/// </remarks>
internal interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>The number of doubles in the vector.</summary>
    static abstract nuint Count { get; }

    /// <summary>(value, value, …).</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>Loads the doubles starting at <paramref name="offset"/>.</summary>
    static abstract TSelf Load(ref double source, nuint offset);

    /// <summary>a + b.</summary>
    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>a · b + c, rounded once if the hardware can do so.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Writes the doubles starting at <paramref name="offset"/>.</summary>
    void Store(ref double destination, nuint offset);

    /// <summary>The sum of the doubles.</summary>
    double Sum();

    /// <summary>Adds the sums of four vectors to four adjacent numbers: destination[0] += Σ a, …, destination[3] += Σ d.</summary>
    static abstract void AddSums(ref double destination, TSelf a, TSelf b, TSelf c, TSelf d);
}
