namespace MicrogradSharp.Tapes.Faults;

/// <summary>A copy of the values that one output of a recorded function depends on, to find what goes wrong for a given row.</summary>
internal sealed class RowSearch
{
    private readonly Value[] _originals;        // first leaves and inputs of the row, then operations
    private readonly Value[] _copies;
    private readonly Value?[] _row;
    private readonly HashSet<Value> _parameters = [];
    private readonly int _leaves;

    /// <param name="originals">The values that the output depends on, from <see cref="OrderOf"/>.</param>
    /// <param name="leaves">The number of leaves and inputs of the row among them.</param>
    /// <param name="row">The inputs of the row.</param>
    /// <param name="parameters">The leaves whose gradients matter.</param>
    public RowSearch(Value[] originals, int leaves, Value[] row, Value[] parameters)
    {
        _originals = originals;
        _leaves = leaves;
        _copies = new Value[originals.Length];
        var copyOf = new Dictionary<Value, Value>(_originals.Length);
        for (int i = 0; i < _copies.Length; i++)
        {
            var original = _originals[i];
            _copies[i] = i < _leaves
                ? Value.Aside(rule: null, [], original.Stored)
                : Value.Aside(original.Rule, Array.ConvertAll(original.Inputs.ToArray(), input => copyOf[input]), 0);
            _copies[i].Label = original.Label;
            copyOf.Add(original, _copies[i]);
        }
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!copyOf.TryGetValue(parameters[i], out var copy)) continue;
            copy.Label ??= $"p{i}";
            _parameters.Add(copy);
        }
        _row = Array.ConvertAll(row, copyOf.GetValueOrDefault);
    }

    /// <summary>The output for the row that was searched last.</summary>
    public double Output => _copies[^1].Stored;

    /// <summary>Returns the values that an output depends on.</summary>
    /// <remarks>
    /// It marks values, so only the recording thread may call it: other threads may traverse graphs that share parameters.
    /// </remarks>
    public static (Value[] Originals, int Leaves) OrderOf(Value output, Value[] row)
    {
        using var order = TopologicalOrder.From(output);
        var inputs = row.ToHashSet();
        // Made distinct, because threads that record at the same time overwrite each other's marks on shared parameters.
        Value[] operations = [.. order.Operations.ToArray().Distinct()];
        Value[] leaves = [.. order.Leaves.ToArray().Distinct(), .. operations.Where(inputs.Contains)];
        return ([.. leaves, .. operations.Where(operation => !inputs.Contains(operation))], leaves.Length);
    }

    /// <summary>Finds the cause if the output for a row, or its gradient by a parameter, is not finite; otherwise returns null.</summary>
    /// <param name="row">The row.</param>
    /// <param name="inValues">Whether the output must be finite.</param>
    /// <param name="inGradients">Whether the gradient must be finite.</param>
    public NonFiniteValue? Find(ReadOnlySpan<double> row, bool inValues, bool inGradients)
    {
        for (int i = 0; i < row.Length; i++)
        {
            if (_row[i] is { } input) input.Stored = row[i];
        }
        foreach (var copy in _copies.AsSpan(_leaves)) copy.Stored = copy.Rule!.Forward(copy);
        bool isFault = (inValues && !double.IsFinite(_copies[^1].Stored)) || (inGradients && !AreGradientsFinite());
        if (!isFault) return null;
        return NonFiniteSearch.Find(_copies, _originals, _parameters.Contains);
    }

    private bool AreGradientsFinite()
    {
        BackwardPass.Run(_copies.AsSpan(_leaves), _copies.AsSpan(0, _leaves), new double[_leaves], _copies[^1], seed: 1);
        bool areFinite = _parameters.All(parameter => double.IsFinite(parameter.Grad));
        foreach (var leaf in _copies.AsSpan(0, _leaves)) leaf.Grad = 0;
        return areFinite;
    }
}
