using System.Runtime.ExceptionServices;

namespace MicrogradSharp.Tapes.Running;

/// <summary>Runs the chunks of a pass on several threads of the pool, without allocating.</summary>
/// <remarks>
/// The thread of the pass works too, and waits only for threads that have begun: when the pool is busy, it does the work alone.
/// A pool thread that comes late finds the pass closed, or helps the next one.
/// </remarks>
internal sealed unsafe class ChunkWorkers : IThreadPoolWorkItem
{
    private readonly object _gate = new();      // a Lock cannot be waited on
    private Workspace _workspace = null!;
    private BlockPlan _plan;
    private double* _rows;      // a span cannot be handed to another thread; the caller's is pinned until all are done
    private int _length;
    private double _seed;
    private bool _isCareful;
    private int _threads;
    private int _nextChunk;
    private int _nextRunner;
    private int _active;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs every chunk. What a rule throws is thrown here, whichever thread it was on.</summary>
    public void Run(Workspace workspace, ReadOnlySpan<double> rows, BlockPlan plan, double seed, bool isCareful, int threads)
    {
        for (int i = 0; i < threads; i++) workspace.Runner(i);      // made here: the list is not for several threads
        fixed (double* pinned = rows)
        {
            lock (_gate)
            {
                (_workspace, _plan, _length, _seed, _isCareful) = (workspace, plan, rows.Length, seed, isCareful);
                _rows = pinned;
                (_threads, _nextChunk, _nextRunner, _failure) = (threads, 0, 1, null);
            }
            for (int i = 1; i < threads; i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            RunChunks(0);
            lock (_gate)
            {
                _threads = 0;
                while (_active > 0) Monitor.Wait(_gate);
            }
        }
        _failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        int runner;
        lock (_gate)
        {
            if (_nextRunner >= _threads) return;
            runner = _nextRunner++;
            _active++;
        }
        RunChunks(runner);
        lock (_gate)
        {
            if (--_active == 0) Monitor.Pulse(_gate);
        }
    }

    private void RunChunks(int runner)
    {
        try
        {
            var rows = new ReadOnlySpan<double>(_rows, _length);
            while (Interlocked.Increment(ref _nextChunk) - 1 is var chunk && chunk < _plan.Chunks)
            {
                _workspace.RunChunk(runner, chunk, rows, _plan, _seed, _isCareful);
            }
        }
        catch (Exception failure)       // rethrown by the thread of the pass
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
