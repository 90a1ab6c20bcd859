namespace MicrogradSharp.Tapes.Recording;

/// <summary>Turns the values that a recording made into terms.</summary>
internal sealed class Lowering
{
    private readonly Dictionary<Value, Term> _termOf = [];
    private readonly List<Term> _terms = [];
    private readonly List<Value> _parameters = [];
    private readonly RecordingSession _recording;
    private bool _isComplete;       // whether every other leaf is a constant

    private Lowering(RecordingSession recording) => _recording = recording;

    /// <summary>Runs the function once on inputs without data.</summary>
    /// <param name="columns">The number of inputs.</param>
    /// <param name="function">The function of a row.</param>
    /// <param name="parameters">The leaves that the function touched and did not make, in the order of first use.</param>
    public static RecordedFunction Record(int columns, Func<ReadOnlySpan<Node>, Node[]> function, out Value[] parameters)
    {
        using var recording = RecordingSession.Begin();
        var lowering = new Lowering(recording);
        var recorded = lowering.Run(columns, function);
        parameters = [.. lowering._parameters];
        return recorded;
    }

    /// <summary>Runs the function once on inputs without data. Leaves other than the parameters are constants.</summary>
    /// <param name="columns">The number of inputs.</param>
    /// <param name="function">The function of a row.</param>
    /// <param name="parameters">The parameters, in order: distinct leaves.</param>
    public static RecordedFunction Record(int columns, Func<ReadOnlySpan<Node>, Node[]> function, ReadOnlySpan<Node> parameters)
    {
        using var recording = RecordingSession.Begin();
        var lowering = new Lowering(recording);
        foreach (var parameter in parameters) lowering.AddParameter(parameter.Value);
        lowering._isComplete = true;
        return lowering.Run(columns, function);
    }

    private RecordedFunction Run(int columns, Func<ReadOnlySpan<Node>, Node[]> function)
    {
        var row = new Node[columns];
        for (int i = 0; i < columns; i++)
        {
            var input = _recording.MakeInput(RecordedInput.Shared, $"x{i}");
            row[i] = new Node(input);
            Add(input, new InputTerm(i));
        }
        var outputs = _recording.Run(function, row)
            ?? throw new InvalidOperationException("The recorded function returned null instead of its outputs.");
        if (outputs.Length == 0) throw new InvalidOperationException("The recorded function returned no outputs: at least 1 is needed.");

        _termOf.EnsureCapacity(_termOf.Count + _recording.Made.Count);
        foreach (var value in _recording.Made) AddMade(value);
        var terms = new Term[outputs.Length];
        for (int i = 0; i < terms.Length; i++) terms[i] = TermOf(outputs[i].Value);
        _recording.CheckDataUnchanged(_termOf.ContainsKey);
        return new RecordedFunction(_terms, terms);
    }

    private void AddMade(Value value)
    {
        if (_termOf.ContainsKey(value)) return;
        if (value.IsLeaf) Add(value, new ConstantTerm(value.Stored));
        else AddOperation(value);
    }

    private void AddOperation(Value value)
    {
        var inputs = new Term[value.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++) inputs[i] = TermOf(value.Inputs[i]);
        Add(value, new ApplyTerm(value.Rule!, inputs));
    }

    private Term TermOf(Value value)
    {
        if (_termOf.TryGetValue(value, out var term)) return term;
        AddFromOutside(value);
        return _termOf[value];
    }

    /// <summary>A value made before the recording: its leaves are parameters, its operations part of the function.</summary>
    private void AddFromOutside(Value output)
    {
        if (output.IsLeaf)
        {
            AddParameter(output);
            return;
        }
        using var order = TopologicalOrder.From(output);
        foreach (var leaf in order.Leaves)
        {
            if (!_termOf.ContainsKey(leaf)) AddParameter(leaf);
        }
        foreach (var operation in order.Operations)
        {
            if (_termOf.ContainsKey(operation)) continue;
            if (operation.Rule is RecordedInput)
            {
                throw new InvalidOperationException(
                    "The function uses a value of another recording, which has no data: " +
                    "make it anew from the row that the function is given.");
            }
            AddOperation(operation);
        }
    }

    private void AddParameter(Value leaf)
    {
        _recording.CheckMadeHereOrBefore(leaf);
        if (_isComplete)
        {
            Add(leaf, new ConstantTerm(leaf.Stored));
            return;
        }
        Add(leaf, new ParameterTerm(_parameters.Count));
        _parameters.Add(leaf);
    }

    private void Add(Value value, Term term)
    {
        _termOf.Add(value, term);
        _terms.Add(term);
    }
}
