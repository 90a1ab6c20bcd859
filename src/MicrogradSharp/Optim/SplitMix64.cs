namespace MicrogradSharp.Optim;

/// <summary>Random numbers that are the same on every machine and every version of the framework, and start from any state equally well.</summary>
/// <remarks>Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), figure 17.</remarks>
internal struct SplitMix64(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(seed);

    /// <summary>Turns any number into one that looks random: neighbours have nothing in common.</summary>
    public static ulong Mix(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>The next number from 0 to below a limit. That some come up more often by a part in 2³³ is beyond measuring.</summary>
    public int Next(int limit) => (int)Math.BigMul(Next(), (uint)limit, out _);
}
