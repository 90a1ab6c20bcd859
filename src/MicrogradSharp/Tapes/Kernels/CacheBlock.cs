namespace MicrogradSharp.Tapes.Kernels;

/// <summary>How much of a block stays in the first-level cache while a kernel goes over it again and again.</summary>
internal static class CacheBlock
{
    // Three quarters of the 32 KB that common cores have: the rest is for the weights and results that stream by.
    private const nuint Doubles = 3072;

    private const nuint LeastSlots = 8;

    /// <summary>The number of slots to take at a time, a multiple of 4.</summary>
    public static nuint Slots(nuint lanes) => Math.Max(LeastSlots, Doubles / lanes / 4 * 4);
}
