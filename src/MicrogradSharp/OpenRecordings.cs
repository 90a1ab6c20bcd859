namespace MicrogradSharp;

/// <summary>The recordings under way in the process. With them, a thread recognises the values of another thread's recording.</summary>
// Apart from RecordingSession, which must not need a static constructor: every operation reads one of its static fields.
internal static class OpenRecordings
{
    private static readonly Lock s_gate = new();
    private static readonly AsyncLocal<RecordingSession?> s_flow = new();
    private static volatile RecordingSession[] s_open = [];

    /// <summary>
    /// The open recording whose function started the work that this thread does, by Parallel.For, a task or a thread. On the recording
    /// thread, its own recording. Otherwise null.
    /// </summary>
    public static RecordingSession? InThisFlow =>
        s_open.Length > 0 && s_flow.Value is { } recording && Array.IndexOf(s_open, recording) >= 0 ? recording : null;

    public static void Add(RecordingSession recording)
    {
        lock (s_gate) s_open = [.. s_open, recording];
        s_flow.Value = recording;
    }

    public static void Remove(RecordingSession recording)
    {
        lock (s_gate) s_open = Array.FindAll(s_open, open => open != recording);
        s_flow.Value = recording.StartedIn;
    }

    /// <summary>The open recording whose inputs the value depends on, or null.</summary>
    public static RecordingSession? OwnerOf(Value value)
    {
        foreach (var recording in s_open)
        {
            if (recording.IsVarying(value)) return recording;
        }
        return null;
    }
}
