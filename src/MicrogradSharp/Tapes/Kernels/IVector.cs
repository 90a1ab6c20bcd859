namespace MicrogradSharp.Tapes.Kernels;

/// <summary>Neighbouring doubles in one hardware vector. The kernels are written once over it, and compiled for each width.</summary>
/// <remarks>All of it is inlined, constructors too: a call, even on a path seldom taken, puts the sums of a tile into memory.</remarks>
internal interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>The number of doubles in the vector.</summary>
    static abstract nuint Count { get; }

    /// <summary>(value, value, …).</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>The doubles from <paramref name="offset"/> on.</summary>
    static abstract TSelf Load(ref double source, nuint offset);

    /// <summary>a + b.</summary>
    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>a · b + c, rounded once where the hardware can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Writes the doubles from <paramref name="offset"/> on.</summary>
    void Store(ref double destination, nuint offset);

    /// <summary>The sum of the doubles.</summary>
    double Sum();

    /// <summary>Adds the sums of four vectors to four neighbours: destination[0] += Σ a, …, destination[3] += Σ d.</summary>
    static abstract void AddSums(ref double destination, TSelf a, TSelf b, TSelf c, TSelf d);
}
