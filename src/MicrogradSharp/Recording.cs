namespace MicrogradSharp;

/// <summary>The values that this thread makes between the beginning and the end of a recording, in order.</summary>
/// <remarks>
/// Values that depend on the inputs of the recording have no data yet: their rules do not run, and reading or setting their data throws.
/// While nobody records, and nobody remembers origins, anywhere in the process, the engine pays one test of a static field per operation.
/// </remarks>
internal sealed class Recording : IDisposable
{
    private const string NoData =
        "A value that depends on the inputs of a recording has no data while it is recorded: a branch on it would be frozen into the tape. " +
        "Use Node.Where, Node.Max, Node.Min or ReLU for branches, and read the data from what the tape evaluates.";

    [ThreadStatic]
    private static Recording? s_current;

    private static int s_active;

    private readonly List<Value> _made = [];
    private readonly HashSet<Value> _varying = [];

    private Recording()
    {
    }

    /// <summary>Whether any thread records or remembers origins: one test for both, so that neither costs anything while it is off.</summary>
    public static bool IsActive => s_active != 0;

    /// <summary>Whether this thread records.</summary>
    public static bool IsActiveHere => s_current is not null;

    /// <summary>Every value made during the recording, inputs before the values that use them.</summary>
    public IReadOnlyList<Value> Made => _made;

    /// <exception cref="InvalidOperationException">This thread records already.</exception>
    public static Recording Begin()
    {
        if (s_current is not null) throw new InvalidOperationException("A recording is under way on this thread: a tape cannot be recorded inside the recording of another.");
        Interlocked.Increment(ref s_active);
        return s_current = new Recording();
    }

    public void Dispose()
    {
        s_current = null;
        Interlocked.Decrement(ref s_active);
    }

    /// <summary>A value without data: an input of the recorded function.</summary>
    public Value MakeInput(IBackward rule, string label)
    {
        var input = new Value(rule, (ReadOnlySpan<Node>)[]) { Label = label };
        _varying.Add(input);
        return input;
    }

    /// <summary>From now on, new values are told to <see cref="NodeOrigin.Note"/>.</summary>
    public static void AddObserver() => Interlocked.Increment(ref s_active);

    public static void RemoveObserver() => Interlocked.Decrement(ref s_active);

    /// <summary>Notes a new leaf.</summary>
    public static void Note(Value leaf)
    {
        NodeOrigin.Note(leaf);
        s_current?._made.Add(leaf);
    }

    /// <summary>Notes a new operation; computes it only where its inputs have data.</summary>
    public static double Evaluate(Value operation, IBackward rule)
    {
        NodeOrigin.Note(operation);
        if (s_current is not { } recording) return rule.Forward(operation);
        recording._made.Add(operation);
        foreach (var input in operation.Inputs)
        {
            if (!recording._varying.Contains(input)) continue;
            recording._varying.Add(operation);
            return double.NaN;
        }
        return rule.Forward(operation);
    }

    /// <exception cref="InvalidOperationException">The value depends on the inputs of this thread's recording.</exception>
    public static void CheckHasData(Value value)
    {
        if (s_current is { } recording && recording._varying.Contains(value)) throw new InvalidOperationException(NoData);
    }

    /// <exception cref="InvalidOperationException">This thread records.</exception>
    public static void CheckMayRunBackward()
    {
        if (s_current is not null)
        {
            throw new InvalidOperationException("Backward and Forward cannot run inside a recording: return the value, and take its gradient from the tape with Tape.Gradient or Tape.Backward.");
        }
    }
}
