namespace MicrogradSharp;

/// <summary>The values of a graph by their position, and their edges as positions.</summary>
internal sealed class NumberedGraph
{
    private readonly IReadOnlyList<Value> _values;
    private readonly int[] _starts;     // the inputs of i are _inputs[_starts[i].._starts[i + 1]]
    private readonly int[] _inputs;
    private readonly ValueNames _names;

    /// <param name="values">The leaves, then the operations in topological order; the output is the last.</param>
    public NumberedGraph(IReadOnlyList<Value> values)
    {
        _values = values;
        _names = new ValueNames(values);
        _starts = new int[values.Count + 1];
        var positions = new Dictionary<Value, int>(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            positions.Add(values[i], i);
            _starts[i + 1] = _starts[i] + values[i].Inputs.Length;
        }
        _inputs = new int[_starts[^1]];
        int next = 0;
        foreach (var value in values)
        {
            foreach (var input in value.Inputs) _inputs[next++] = positions[input];
        }
    }

    public int Count => _values.Count;

    /// <summary>The position of the output, the last.</summary>
    public int Output => Count - 1;

    public Value this[int position] => _values[position];

    /// <summary>The positions of the inputs, in order, with duplicates.</summary>
    public ReadOnlySpan<int> InputsOf(int position) => _inputs.AsSpan(_starts[position], _starts[position + 1] - _starts[position]);

    /// <summary>The gradients that the values hold.</summary>
    public double[] Gradients() => [.. _values.Select(value => value.Grad)];

    /// <summary>The label, or a name made from the position, as in every report.</summary>
    public string NameOf(int position) => _names[position];
}
