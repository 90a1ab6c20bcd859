namespace MicrogradSharp.Optim;

/// <summary>What an optimiser remembers between steps: enough, with the parameters, to go on with the very same numbers.</summary>
public sealed class OptimizerState
{
    /// <summary>Makes a state, as from a file.</summary>
    /// <param name="stepCount">The number of steps taken, at least 0.</param>
    /// <param name="learningRate">The learning rate, finite and at least 0.</param>
    /// <param name="buffers">The buffers by name. The dictionary is copied, its arrays are not.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stepCount"/> is negative, or <paramref name="learningRate"/> is negative or not finite.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="buffers"/> is null.</exception>
    /// <exception cref="ArgumentException">A buffer is null.</exception>
    public OptimizerState(long stepCount, double learningRate, IReadOnlyDictionary<string, double[]> buffers)
    {
        Guard.AtLeastZero(stepCount);
        Guard.FiniteAtLeastZero(learningRate);
        ArgumentNullException.ThrowIfNull(buffers);
        foreach (var (name, numbers) in buffers)
        {
            if (numbers is null) throw new ArgumentException($"buffers must hold numbers, but {name} is null.", nameof(buffers));
        }
        StepCount = stepCount;
        LearningRate = learningRate;
        Buffers = buffers.ToDictionary().AsReadOnly();
    }

    /// <summary>The number of steps taken.</summary>
    public long StepCount { get; }

    /// <summary>The learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>The buffers, a number for each parameter in each. Names are those of PyTorch's <c>state_dict</c>, such as <c>exp_avg</c>.</summary>
    public IReadOnlyDictionary<string, double[]> Buffers { get; }
}
