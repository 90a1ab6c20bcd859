namespace MicrogradSharp.Nn;

/// <summary>A module that maps a sequence of vectors to a sequence of vectors of the same length.</summary>
/// <remarks>
/// An output depends on its own position and on those before it, never on a later one. So the whole sequence can be computed at once, to
/// train, or position after position with a <see cref="KeyValueCache"/>, to generate. Both ways make the same nodes. To write a custom
/// module, derive from this class, or from <see cref="VectorModule"/> if an output depends on its own position only.
/// </remarks>
public abstract class SequenceModule : Module
{
    /// <summary>Computes the output of a vector. It counts as a sequence of length 1.</summary>
    /// <param name="inputs">The vector.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> does not match the module.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public virtual Node[] Forward(params ReadOnlySpan<Node> inputs) => ForwardNext(inputs, new KeyValueCache());

    /// <summary>Computes the outputs of a sequence.</summary>
    /// <param name="sequence">The vectors, one for each position, at least one.</param>
    /// <returns>A vector for each position.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="sequence"/> is empty or contains null, or the length of a vector does not match the module.
    /// </exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public Node[][] Forward(ReadOnlySpan<Node[]> sequence)
    {
        if (sequence.IsEmpty) throw new ArgumentException("sequence must hold at least 1 vector, but was empty.", nameof(sequence));
        for (int i = 0; i < sequence.Length; i++)
        {
            if (sequence[i] is null) throw new ArgumentException($"sequence[{i}] must be a vector, but was null.", nameof(sequence));
        }
        var cache = new KeyValueCache();
        var outputs = new Node[sequence.Length][];
        for (int i = 0; i < outputs.Length; i++) outputs[i] = ForwardNext(sequence[i], cache);
        return outputs;
    }

    /// <summary>Computes the output at the next position of a sequence, of which the cache holds the positions before.</summary>
    /// <param name="inputs">The vector at the position.</param>
    /// <param name="cache">What the positions before left: a new cache at the start of a sequence. The position is added to it.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> does not match the module.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The cache was used with another model or with a part of this one, or a component is <c>default(Node)</c>.
    /// </exception>
    public abstract Node[] ForwardNext(ReadOnlySpan<Node> inputs, KeyValueCache cache);

    private protected static void CheckLength(ReadOnlySpan<Node> inputs, int length)
    {
        if (inputs.Length == length) return;
        throw new ArgumentException($"inputs must hold {NumberText.Count(length, "node")}, but held {inputs.Length}.", nameof(inputs));
    }

    /// <summary>Makes parameters that start at the same number.</summary>
    private protected static Node[] Vector(int count, double start)
    {
        var vector = new Node[count];
        for (int i = 0; i < count; i++) vector[i] = start;
        return vector;
    }
}
