using Playground.Turns;

namespace MicrogradSharp.Tests.Samples.Playground;

/// <summary>Turns that begin, and a time that passes, when a test says so.</summary>
internal sealed class ManualTurns : TimeProvider, ITurns
{
    private TaskCompletionSource _next = new();
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public Task Next() => _next.Task;

    /// <summary>Begins a turn, and returns when all that waited for it has run.</summary>
    public void Begin()
    {
        var begun = _next;
        _next = new TaskCompletionSource();
        begun.SetResult();
    }

    public void Pass(TimeSpan time) => _ticks += time.Ticks;

    public override long GetTimestamp() => _ticks;
}
