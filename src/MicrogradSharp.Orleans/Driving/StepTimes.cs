using System.Diagnostics;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>The times of the shards in a step, to tell which are slow.</summary>
internal sealed class StepTimes(int shards)
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _finished = new(shards);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The time since the step began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Notes that a shard is done.</summary>
    public void Finish()
    {
        lock (_gate) _finished.Add(Elapsed);
    }

    /// <summary>The median time of the shards that are done; null until half of them are.</summary>
    public TimeSpan? Median()
    {
        lock (_gate) return 2 * _finished.Count >= shards ? _finished[_finished.Count / 2] : null;
    }
}
