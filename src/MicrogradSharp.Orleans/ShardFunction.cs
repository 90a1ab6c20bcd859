namespace MicrogradSharp.Orleans;

/// <summary>A recorded function of a row with its parameters. Each shard has its own.</summary>
public sealed class ShardFunction
{
    /// <summary>Creates a function.</summary>
    /// <param name="tape">The loss of a row, or its residuals.</param>
    /// <param name="parameters">The parameters, in the order of the driver. Leaves that no other tape uses.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There are no parameters.</exception>
    public ShardFunction(Tape tape, IReadOnlyList<Node> parameters)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0) throw new ArgumentException("parameters must hold at least 1 node, but was empty.", nameof(parameters));
        (Tape, Parameters) = (tape, parameters);
    }

    /// <summary>The recorded function.</summary>
    public Tape Tape { get; }

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Node> Parameters { get; }
}
