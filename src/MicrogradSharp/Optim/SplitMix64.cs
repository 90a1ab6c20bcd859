namespace MicrogradSharp.Optim;

/// <summary>Random numbers that are the same on every machine and every version of the framework. All seeds are equally good.</summary>
/// <remarks>Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), figure 17.</remarks>
internal struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(seed);

    /// <summary>Turns any number into one that looks random. The results for neighbouring numbers look unrelated.</summary>
    public static ulong Mix(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }

    /// <summary>Returns the next 64 bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>Returns the next number, at least 0 and below a limit. The bias of one part in 2³³ is too small to measure.</summary>
    public int Next(int limit) => (int)Math.BigMul(Next(), (uint)limit, out _);
}
