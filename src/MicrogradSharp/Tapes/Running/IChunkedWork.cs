namespace MicrogradSharp.Tapes.Running;

/// <summary>Work in chunks that several threads can do at the same time.</summary>
internal interface IChunkedWork
{
    /// <summary>Processes one chunk.</summary>
    /// <param name="worker">The number of the worker, from 0. No two threads have the same number at the same time.</param>
    /// <param name="chunk">The chunk.</param>
    void RunChunk(int worker, int chunk);
}
