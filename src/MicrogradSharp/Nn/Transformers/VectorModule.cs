namespace MicrogradSharp.Nn;

/// <summary>A module that maps a vector to a vector. It maps a sequence position by position.</summary>
public abstract class VectorModule : SequenceModule
{
    /// <summary>Computes the output of a vector.</summary>
    /// <param name="inputs">The vector.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> does not match the module.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public abstract override Node[] Forward(params ReadOnlySpan<Node> inputs);

    /// <summary>Computes <see cref="Forward(ReadOnlySpan{Node})"/>. The cache has no effect and is unchanged.</summary>
    /// <param name="inputs">The vector at the position.</param>
    /// <param name="cache">The cache of the sequence.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="inputs"/> does not match the module.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public sealed override Node[] ForwardNext(ReadOnlySpan<Node> inputs, KeyValueCache cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return Forward(inputs);
    }
}
