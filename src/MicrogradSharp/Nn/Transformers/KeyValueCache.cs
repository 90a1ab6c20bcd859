namespace MicrogradSharp.Nn;

/// <summary>
/// The keys and values that the attentions of a model computed at the positions of one sequence. With it, the next position costs a pass
/// over one position, not over the sequence again.
/// </summary>
/// <remarks>
/// <para>Use one cache for one sequence and one model, with as many attentions as it has. The cached nodes keep their graphs, so gradients
/// flow through them. They keep the numbers of the parameters at their time: start a new cache after a step of training.</para>
/// <para>A call of an attention is a position. A model that calls one attention twice at a position needs a cache for each call.</para>
/// <para>Not thread-safe. A cache made outside a recording must not be used inside it, nor the other way round.</para>
/// </remarks>
/// <example><code>
/// var attention = new CausalSelfAttention(width: 2, heads: 1, new Random(1));
/// var cache = new KeyValueCache();
/// Node[] first = attention.ForwardNext([0.5, -1.0], cache);
/// Node[] second = attention.ForwardNext([2.0, 0.0], cache);      // attends to both positions
/// </code></example>
public sealed class KeyValueCache
{
    private readonly Dictionary<CausalSelfAttention, (List<Node[]> Keys, List<Node[]> Values)> _positions = [];

    /// <summary>The number of positions. A model without attention adds none.</summary>
    public int Length { get; private set; }

    /// <summary>Adds the last position for an attention, and returns all of its positions.</summary>
    /// <exception cref="InvalidOperationException">An attention left out a position.</exception>
    internal (List<Node[]> Keys, List<Node[]> Values) Add(CausalSelfAttention attention, Node[] key, Node[] value)
    {
        var positions = _positions.TryGetValue(attention, out var known) ? known : ([], []);
        if (positions.Keys.Count == Length)
        {
            if (_positions.Values.Any(other => other.Keys.Count != Length)) throw OutOfStep(Length - 1, attention: "another attention");
            Length++;
        }
        else if (positions.Keys.Count != Length - 1) throw OutOfStep(positions.Keys.Count, attention: "this attention");
        _positions[attention] = positions;
        positions.Keys.Add(key);
        positions.Values.Add(value);
        return positions;
    }

    private InvalidOperationException OutOfStep(int count, string attention) => new(
        $"The cache must hold every position for every attention, but holds {NumberText.Count(Length, "position")} and only {count} for "
        + $"{attention}: use a cache for one model and one sequence only, and start a new one after an error.");
}
