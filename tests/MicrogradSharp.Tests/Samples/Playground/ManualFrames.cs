using Playground.Frames;

namespace MicrogradSharp.Tests.Samples.Playground;

/// <summary>Frames that begin, and a time that passes, when a test says so.</summary>
internal sealed class ManualFrames : TimeProvider, IFrames
{
    private TaskCompletionSource _next = new();
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public Task Next() => _next.Task;

    /// <summary>Begins a frame, and returns when all that waited for it has run.</summary>
    public void Begin()
    {
        var begun = _next;
        _next = new TaskCompletionSource();
        begun.SetResult();
    }

    public void Pass(TimeSpan time) => _ticks += time.Ticks;

    public override long GetTimestamp() => _ticks;
}
