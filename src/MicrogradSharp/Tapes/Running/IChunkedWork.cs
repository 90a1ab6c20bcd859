namespace MicrogradSharp.Tapes.Running;

/// <summary>Work in chunks that different threads may do at the same time.</summary>
internal interface IChunkedWork
{
    /// <summary>Does one chunk.</summary>
    /// <param name="worker">Who does it, from 0: no two threads have the same number at the same time.</param>
    /// <param name="chunk">The chunk.</param>
    void RunChunk(int worker, int chunk);
}
