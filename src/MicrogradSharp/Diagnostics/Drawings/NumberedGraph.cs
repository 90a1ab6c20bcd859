namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>The values of a graph by their position, inputs before what is made of them, and their edges as positions.</summary>
internal sealed class NumberedGraph
{
    private readonly Value[] _values;
    private readonly int[] _starts;     // the inputs of i are _inputs[_starts[i].._starts[i + 1]]
    private readonly int[] _inputs;
    private readonly ValueNames _names;

    public NumberedGraph(Graph graph)
    {
        _values = [.. graph.Values];
        _names = new ValueNames(_values);
        _starts = new int[_values.Length + 1];
        var positions = new Dictionary<Value, int>(_values.Length);
        for (int i = 0; i < _values.Length; i++)
        {
            positions.Add(_values[i], i);
            _starts[i + 1] = _starts[i] + _values[i].Inputs.Length;
        }
        _inputs = new int[_starts[^1]];
        int next = 0;
        foreach (var value in _values)
        {
            foreach (var input in value.Inputs) _inputs[next++] = positions[input];
        }
    }

    public int Count => _values.Length;

    /// <summary>The position of the output, the last.</summary>
    public int Output => _values.Length - 1;

    public Value this[int position] => _values[position];

    /// <summary>The positions of the inputs in order, duplicates kept.</summary>
    public ReadOnlySpan<int> InputsOf(int position) => _inputs.AsSpan(_starts[position], _starts[position + 1] - _starts[position]);

    public IReadOnlyList<Value> Values => _values;

    /// <summary>The gradients that the values hold.</summary>
    public double[] Gradients() => Array.ConvertAll(_values, value => value.Grad);

    /// <summary>The label, or a name by position, as in every report.</summary>
    public string NameOf(int position) => _names[position];
}
