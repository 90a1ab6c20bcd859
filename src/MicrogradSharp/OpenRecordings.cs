namespace MicrogradSharp;

/// <summary>The recordings under way in the process: with them, a thread recognises the values of another thread's recording.</summary>
// Apart from Recording, which must not need a static constructor: every operation reads one of its static fields.
internal static class OpenRecordings
{
    private static readonly Lock s_gate = new();
    private static readonly AsyncLocal<Recording?> s_flow = new();
    private static volatile Recording[] s_open = [];

    /// <summary>
    /// The open recording whose function started the work that this thread does, by Parallel.For, a task or a thread; on the recording
    /// thread, its own; otherwise null.
    /// </summary>
    public static Recording? InThisFlow => s_flow.Value is { } recording && Array.IndexOf(s_open, recording) >= 0 ? recording : null;

    public static void Add(Recording recording)
    {
        lock (s_gate) s_open = [.. s_open, recording];
        s_flow.Value = recording;
    }

    public static void Remove(Recording recording)
    {
        lock (s_gate) s_open = Array.FindAll(s_open, open => open != recording);
        s_flow.Value = recording.StartedIn;
    }

    /// <summary>The recording whose inputs the value depends on, or null.</summary>
    public static Recording? OwnerOf(Value value)
    {
        foreach (var recording in s_open)
        {
            if (recording.IsVarying(value)) return recording;
        }
        return null;
    }
}
