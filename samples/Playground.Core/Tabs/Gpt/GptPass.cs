using MicrogradSharp;

namespace Playground.Tabs.Gpt;

/// <summary>What a model has read of a document: the keys, the values and the attention of each position so far.</summary>
public sealed class GptPass
{
    private readonly List<Node[]> _keys = [], _values = [];
    private readonly List<Node[][]> _attention = [];

    /// <summary>The number of positions that were read.</summary>
    public int Count => _attention.Count;

    /// <summary>The weights of each head, at each position: as many as there were keys.</summary>
    public IReadOnlyList<Node[][]> Attention => _attention;

    internal IReadOnlyList<Node[]> Keys => _keys;

    internal IReadOnlyList<Node[]> Values => _values;

    internal void Add(Node[] key, Node[] value)
    {
        _keys.Add(key);
        _values.Add(value);
    }

    internal void Add(Node[][] weights) => _attention.Add(weights);

    internal void Forget()
    {
        _keys.Clear();
        _values.Clear();
    }
}
