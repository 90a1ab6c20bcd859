using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>The values that this thread makes between the beginning and the end of a recording, in order.</summary>
/// <remarks>
/// Values that depend on the inputs of the recording have no data, see <see cref="MissingData"/>: their rules do not run, and reading
/// them throws.
/// While nobody records, and nobody remembers origins, anywhere in the process, the engine pays one test of a static field per operation.
/// </remarks>
internal sealed class RecordingSession : IDisposable
{
    private const string NoData =
        "A value that depends on the inputs of a recording has no data while it is recorded: " +
        "a branch on it would be frozen into the tape. " +
        "Use Node.Where, Node.Max, Node.Min or ReLU for branches, and read the data from what the tape evaluates.";

    private const string OtherThread =
        "The recorded function uses nodes on several threads (Parallel.For, Task.Run, PLINQ), but a recording follows only the thread " +
        "that called Tape.Record. Build the expression on that thread; the tape itself runs on several threads.";

    private const string Ended =
        "A value that depends on the inputs of a recording has no data, also after the recording has ended: this one comes from the " +
        "function that Tape.Record ran. Read the numbers from what the tape evaluates, or make the value anew from nodes that have data.";

    [ThreadStatic]
    private static RecordingSession? s_current;

    private static int s_active;
    private static uint s_begun;

    private readonly uint _number = Interlocked.Increment(ref s_begun);
    private readonly List<Value> _made = [];
    private readonly NumbersUsed _used = new();
    private readonly Lock _gate = new();                            // for what other threads read or write
    private readonly HashSet<Value> _leavesMadeElsewhere = [];
    private readonly List<InvalidOperationException> _refusals = [];

    private RecordingSession()
    {
    }

    /// <summary>The recording of another thread whose function started this one, or null.</summary>
    public RecordingSession? StartedIn { get; } = OpenRecordings.InThisFlow;

    /// <summary>Whether any thread records or remembers origins. One test covers both, so neither costs anything while it is off.</summary>
    public static bool IsActive => s_active != 0;

    /// <summary>Whether this thread records.</summary>
    public static bool IsActiveHere => s_current is not null;

    /// <summary>Every value made during the recording, inputs before the values that use them.</summary>
    public IReadOnlyList<Value> Made => _made;

    /// <exception cref="InvalidOperationException">This thread records already.</exception>
    public static RecordingSession Begin()
    {
        if (s_current is not null)
        {
            throw new InvalidOperationException(
                "A recording is under way on this thread: a tape cannot be recorded inside the recording of another.");
        }
        var recording = new RecordingSession();
        OpenRecordings.Add(recording);
        Interlocked.Increment(ref s_active);
        return s_current = recording;
    }

    public void Dispose()
    {
        s_current = null;
        Interlocked.Decrement(ref s_active);
        OpenRecordings.Remove(this);
    }

    /// <summary>A value without data: an input of the recorded function.</summary>
    public Value MakeInput(IBackward rule, string label)
    {
        var input = Value.Aside(rule, [], 0);
        input.Label = label;
        MissingData.Set(ref input.Stored, _number);
        NodeOrigin.Note(input);
        return input;
    }

    /// <summary>Calls the recorded function.</summary>
    /// <exception cref="InvalidOperationException">The function used values of the recording on another thread.</exception>
    public Node[] Run(Func<ReadOnlySpan<Node>, Node[]> function, Node[] row)
    {
        try
        {
            return function(row);
        }
        catch (AggregateException exception) when (IsRefusal(exception))
        {
            throw new InvalidOperationException(OtherThread, exception);
        }
    }

    /// <param name="isUsed">Whether the recorded function consists of a value, among others.</param>
    /// <exception cref="InvalidOperationException">The data of one of them was set after the function had used it.</exception>
    public void CheckDataUnchanged(Predicate<Value> isUsed) => _used.CheckUnchanged(_made, isUsed);

    /// <exception cref="InvalidOperationException">The recorded function had the leaf made on another thread.</exception>
    public void CheckMadeHereOrBefore(Value leaf)
    {
        lock (_gate)
        {
            if (_leavesMadeElsewhere.Contains(leaf)) throw new InvalidOperationException(OtherThread);
        }
    }

    /// <summary>From now on, new values are told to <see cref="NodeOrigin.Note"/>.</summary>
    public static void AddObserver() => Interlocked.Increment(ref s_active);

    public static void RemoveObserver() => Interlocked.Decrement(ref s_active);

    /// <summary>Notes a new leaf.</summary>
    public static void Note(Value leaf)
    {
        NodeOrigin.Note(leaf);
        if (s_current is { } recording) recording._made.Add(leaf);
        else OpenRecordings.InThisFlow?.AddLeafMadeElsewhere(leaf);
    }

    /// <summary>Computes a new operation, unless its inputs have no data, and notes it.</summary>
    /// <exception cref="InvalidOperationException">An input depends on the inputs of another thread's recording.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]      // rarely called, from constructors that run for every operation
    public static void Evaluate(Value operation, IBackward rule)
    {
        NodeOrigin.Note(operation);
        bool isVarying = false;
        foreach (var input in operation.Inputs) isVarying |= IsVaryingHere(input);
        if (isVarying) MissingData.Set(ref operation.Stored, s_current!._number);
        else operation.Stored = rule.Forward(operation);
        if (s_current is { } recording)
        {
            recording._made.Add(operation);
            recording._used.AddMade(operation);
        }
        else OpenRecordings.InThisFlow?._used.AddMadeElsewhere(operation);
    }

    /// <summary>Called before an optimiser sets the data of its parameters.</summary>
    public static void NoteBeforeSet(ReadOnlySpan<Value> values) => (s_current ?? OpenRecordings.InThisFlow)?._used.Note(values);

    /// <summary>Called when the data of a value is wanted that has none.</summary>
    /// <exception cref="InvalidOperationException">Always; the message says why there is none.</exception>
    [DoesNotReturn]
    public static void ThrowNoData(Value value) => throw WhyNoData(value);

    /// <exception cref="InvalidOperationException">This thread records.</exception>
    public static void CheckMayRunBackward()
    {
        if (s_current is not null)
        {
            throw new InvalidOperationException(
                "Backward and Forward cannot run inside a recording: " +
                "return the value, and take its gradient from the tape with Tape.Gradient or Tape.Backward.");
        }
    }

    /// <exception cref="InvalidOperationException">
    /// This thread records, or the output depends on the inputs of a recording and has no data.
    /// </exception>
    public static void CheckMayRunBackward(Value output)
    {
        CheckMayRunBackward();
        if (!output.HasData) ThrowNoData(output);
    }

    /// <summary>Whether the value depends on the inputs of this recording.</summary>
    internal bool IsVarying(Value value) => !value.HasData && MissingData.RecordingOf(value.Stored) == _number;

    /// <summary>Whether the value depends on the inputs of this thread's recording.</summary>
    /// <exception cref="InvalidOperationException">It depends on those of another thread's.</exception>
    private static bool IsVaryingHere(Value value)
    {
        if (value.HasData) return false;
        if (s_current is { } recording && recording.IsVarying(value)) return true;
        return OpenRecordings.OwnerOf(value) is { } owner ? throw owner.Refuse() : false;
    }

    private static InvalidOperationException WhyNoData(Value value)
    {
        if (OpenRecordings.OwnerOf(value) is not { } owner) return new InvalidOperationException(Ended);
        return owner == s_current ? new InvalidOperationException(NoData) : owner.Refuse();
    }

    private void AddLeafMadeElsewhere(Value leaf)
    {
        lock (_gate) _leavesMadeElsewhere.Add(leaf);
    }

    private InvalidOperationException Refuse()
    {
        var refusal = new InvalidOperationException(OtherThread);
        lock (_gate) _refusals.Add(refusal);
        return refusal;
    }

    private bool IsRefusal(AggregateException exception) => exception.Flatten().InnerExceptions.Any(inner => IsRefusal(inner));

    private bool IsRefusal(Exception exception)
    {
        lock (_gate) return _refusals.Contains(exception);
    }
}
