namespace MicrogradSharp.Tests.Contracts;

/// <summary>Measures what an action allocates.</summary>
internal static class Allocated
{
    private const int Rounds = 5;

    /// <summary>The bytes that an action allocates on this thread, whenever it runs: the least of several runs.</summary>
    /// <remarks>
    /// A collection that another thread starts may count the unused rest of this thread's allocation buffer, up to 8 KB, as allocated.
    /// </remarks>
    public static long By(Action action)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Rounds; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
