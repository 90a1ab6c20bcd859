using System.Globalization;

namespace MicrogradSharp;

/// <summary>The data that a recorded function has used. A tape does not repeat assignments, so it must be the same at the end.</summary>
/// <remarks>
/// Data is set through a reference, unseen. So each use is noted, and compared with the data at the end: uses that agree with it agree with
/// each other. Data that is set before its first use counts as set before the recording.
/// </remarks>
internal sealed class NumbersUsed
{
    private readonly long _begun = TopologicalOrder.NewMark();
    private readonly List<long> _ofMade = [];                       // bits: for each operation those of its inputs, then its own
    private readonly Lock _gate = new();                            // for the others, which any thread notes
    private readonly List<Use> _others = [];
    private readonly HashSet<Value> _visited = [];

    /// <summary>Notes the data of an operation that the recording thread has made, and of its inputs.</summary>
    public void AddMade(Value operation)
    {
        foreach (var input in operation.Inputs)
        {
            _ofMade.Add(BitsOf(input));
            if (MayBeOlder(input)) NoteLeavesBelow(input);
        }
        _ofMade.Add(BitsOf(operation));
    }

    /// <summary>Notes the same of an operation that another thread has made.</summary>
    public void AddMadeElsewhere(Value operation)
    {
        foreach (var input in operation.Inputs)
        {
            if (MayBeOlder(input)) NoteLeavesBelow(input);
        }
        Note(operation.Inputs);
        Note([operation]);
    }

    /// <summary>Notes the data of values.</summary>
    public void Note(ReadOnlySpan<Value> values)
    {
        lock (_gate)
        {
            foreach (var value in values) _others.Add(new Use(value, BitsOf(value)));
        }
    }

    /// <param name="made">The values made in the recording, in order.</param>
    /// <param name="isUsed">Whether the function consists of a value, among others.</param>
    /// <exception cref="InvalidOperationException">The data of a value is not what it was when it was used.</exception>
    public void CheckUnchanged(IReadOnlyList<Value> made, Predicate<Value> isUsed)
    {
        int next = 0;
        for (int i = 0; i < made.Count; i++)
        {
            if (made[i].IsLeaf) continue;
            foreach (var input in made[i].Inputs) Check(input, _ofMade[next++]);
            Check(made[i], _ofMade[next++]);
        }
        lock (_gate)
        {
            foreach (var use in _others)
            {
                if (isUsed(use.Value)) Check(use.Value, use.Bits);
            }
        }
    }

    /// <summary>Whether a value may be an operation from before the recording: a tape computes it anew from its leaves.</summary>
    private bool MayBeOlder(Value value) => !value.IsLeaf && value.VisitedBy > -_begun && value.HasData;

    private void NoteLeavesBelow(Value operation)
    {
        lock (_gate)
        {
            var path = new Stack<Value>();
            path.Push(operation);
            while (path.TryPop(out var value))
            {
                if (!_visited.Add(value)) continue;
                if (value.IsLeaf) _others.Add(new Use(value, BitsOf(value)));
                foreach (var input in value.Inputs) path.Push(input);
            }
        }
    }

    // bits, so that a NaN equals itself and -0 differs from 0
    private static long BitsOf(Value value) => BitConverter.DoubleToInt64Bits(value.Stored);

    private static void Check(Value value, long before)
    {
        if (BitsOf(value) == before) return;
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(value)} was set from {BitConverter.Int64BitsToDouble(before):R} to {value.Stored:R} inside a recording, " +
            $"but a tape does not repeat assignments. Set data before or after Tape.Record, or use a new node for the new number."));
    }

    private static string NameOf(Value value)
    {
        if (value.Label is { } label) return $"The data of '{label}'";
        return value.Rule is { } rule ? $"The data of a result of '{rule.Symbol}'" : "The data of a leaf without a label";
    }

    /// <summary>A value whose data was used, and the bits of the data.</summary>
    private sealed class Use(Value value, long bits)
    {
        public Value Value => value;

        public long Bits => bits;
    }
}
