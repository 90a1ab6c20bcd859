using System.Collections;

namespace MicrogradSharp;

/// <summary>A list of values seen as nodes, without a copy.</summary>
internal sealed class NodeList(Value[] values) : IReadOnlyList<Node>
{
    public int Count => values.Length;

    public Node this[int index] => (uint)index < (uint)values.Length
        ? new Node(values[index])
        : throw new ArgumentOutOfRangeException(nameof(index), $"index must be at least 0 and below {values.Length}, but was {index}.");

    public IEnumerator<Node> GetEnumerator()
    {
        foreach (var value in values) yield return new Node(value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
