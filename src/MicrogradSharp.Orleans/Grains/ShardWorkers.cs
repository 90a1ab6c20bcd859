using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>
/// The threads on which the shards of a silo load and compute. On the thread pool, long passes would keep the silo from answering, and the
/// others would take it for dead.
/// </summary>
internal sealed class ShardWorkers : IDisposable
{
    private readonly BlockingCollection<Action> _queue = [];

    public ShardWorkers()
    {
        for (int i = 0; i < Environment.ProcessorCount; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "MicrogradSharp shards" }.Start();
        }
    }

    /// <summary>Runs work on one of the threads.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "the exception is that of the returned task")]
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken token)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(
            () =>
            {
                try
                {
                    if (token.IsCancellationRequested) done.SetCanceled(token);
                    else done.SetResult(work());
                }
                catch (Exception fault)
                {
                    done.SetException(fault);
                }
            },
            token);
        return done.Task;
    }

    public void Dispose() => _queue.CompleteAdding();      // the threads end after the work that is queued

    private void Work()
    {
        foreach (var action in _queue.GetConsumingEnumerable()) action();
    }
}
