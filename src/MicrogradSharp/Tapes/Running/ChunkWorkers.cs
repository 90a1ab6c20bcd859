using System.Runtime.ExceptionServices;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs chunks of work on several pool threads without allocating.</summary>
/// <remarks>
/// The calling thread works too, and waits only for threads that have started. If the pool is busy, it does all the work alone. A pool
/// thread that starts late finds nothing to do, or helps with the next run.
/// </remarks>
internal sealed class ChunkWorkers(IChunkedWork work) : IThreadPoolWorkItem
{
    private const double WorthAnotherThread = 4_000_000;      // multiply-adds: about a millisecond

    private readonly object _gate = new();      // a Lock cannot be waited on
    private int _chunks;
    private int _threads;
    private int _nextChunk;
    private int _nextWorker;
    private int _active;
    private ExceptionDispatchInfo? _failure;

    /// <summary>The number of threads worth using for so many multiply-adds in so many chunks.</summary>
    public static int ThreadsWorth(double multiplyAdds, int chunks) =>
        multiplyAdds < WorthAnotherThread ? 1 : Math.Min(Environment.ProcessorCount, chunks);

    /// <summary>Runs every chunk. Rethrows an exception from any thread on the calling thread.</summary>
    public void Run(int chunks, int threads)
    {
        lock (_gate) (_chunks, _threads, _nextChunk, _nextWorker, _failure) = (chunks, threads, 0, 1, null);
        for (int i = 1; i < threads; i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        RunChunks(0);
        lock (_gate)
        {
            _threads = 0;
            while (_active > 0) Monitor.Wait(_gate);
        }
        _failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        int worker;
        lock (_gate)
        {
            if (_nextWorker >= _threads) return;
            worker = _nextWorker++;
            _active++;
        }
        RunChunks(worker);
        lock (_gate)
        {
            if (--_active == 0) Monitor.Pulse(_gate);
        }
    }

    private void RunChunks(int worker)
    {
        try
        {
            while (Interlocked.Increment(ref _nextChunk) - 1 is var chunk && chunk < _chunks) work.RunChunk(worker, chunk);
        }
        catch (Exception failure)       // rethrown by the calling thread
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
