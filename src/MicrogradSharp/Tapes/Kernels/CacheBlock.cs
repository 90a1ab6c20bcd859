namespace MicrogradSharp.Tapes.Kernels;

/// <summary>How many slots of a block fit in the first-level cache while a kernel reads them repeatedly.</summary>
internal static class CacheBlock
{
    // Three quarters of the 32 KB of common cores. The rest is for the weights and results that pass through.
    private const nuint Doubles = 3072;

    private const nuint LeastSlots = 8;

    /// <summary>The number of slots to process at a time, a multiple of 4.</summary>
    public static nuint Slots(nuint lanes) => Math.Max(LeastSlots, Doubles / lanes / 4 * 4);
}
