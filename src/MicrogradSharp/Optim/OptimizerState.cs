namespace MicrogradSharp.Optim;

/// <summary>
/// A copy of an optimiser's state, without the parameters. Together with them, it is enough to continue with bit-identical results.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed class OptimizerState
{
    /// <summary>Creates a state, for example from a file.</summary>
    /// <param name="kind">The kind of optimiser, such as <c>Adam</c>.</param>
    /// <param name="stepCount">The number of steps taken, at least 0.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="buffers">The buffers by name. They are copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="stepCount"/> is negative, or <paramref name="learningRate"/> is negative or not finite.
    /// </exception>
    /// <exception cref="ArgumentNullException"><paramref name="kind"/> or <paramref name="buffers"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="kind"/> is empty or white space.</exception>
    public OptimizerState(string kind, long stepCount, double learningRate, IReadOnlyDictionary<string, ReadOnlyMemory<double>> buffers)
    {
        Guard.NotBlank(kind);
        Guard.AtLeastZero(stepCount);
        Guard.FiniteAtLeastZero(learningRate);
        ArgumentNullException.ThrowIfNull(buffers);
        Kind = kind;
        StepCount = stepCount;
        LearningRate = learningRate;
        Buffers = buffers.ToDictionary(buffer => buffer.Key, buffer => (ReadOnlyMemory<double>)buffer.Value.ToArray()).AsReadOnly();
    }

    /// <summary>The kind of optimiser: the name of its type, without the namespace.</summary>
    public string Kind { get; }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; }

    /// <summary>The learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>
    /// The buffers by name. Each holds a number for each parameter. The names are those of PyTorch's <c>state_dict</c>, such as
    /// <c>exp_avg</c>.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<double>> Buffers { get; }
}
