namespace MicrogradSharp.Optim;

/// <summary>Where a training stands after an epoch: the parameters, the optimiser's state, and what early stopping remembers.</summary>
/// <remarks>
/// <para><see cref="Trainer"/> writes them to <see cref="TrainingOptions.CheckpointPath"/> and goes on from <see cref="TrainingOptions.ResumeFrom"/>.
/// In a loop of one's own <see cref="Of"/> and <see cref="Restore(Optimizer)"/> keep an optimiser together with its parameters.</para>
/// <para>It may say which model its parameters are of, by a description that the caller gives; a training or a restore that gives another
/// is refused. One of a training also knows its batch size and its shuffle seed, and a training that resumes with others is refused.</para>
/// <para>A file is JSON, <c>"format": "microgradsharp/checkpoint"</c>, <c>"version": 1</c>; every number comes back to the last bit, NaN and ±∞
/// too. Immutable.</para>
/// </remarks>
/// <example><code>
/// Checkpoint.Of(optimizer, epochs: 20, "2-16-16-1, tanh").Save("model.checkpoint.json");
/// Checkpoint.Load("model.checkpoint.json").Restore(optimizer, "2-16-16-1, tanh");
/// </code></example>
public sealed class Checkpoint
{
    private readonly double[] _parameters;

    internal Checkpoint(int epochs, double[] parameters, OptimizerState optimizer)
    {
        Epochs = epochs;
        _parameters = parameters;
        Optimizer = optimizer;
    }

    /// <summary>The epochs done.</summary>
    public int Epochs { get; }

    /// <summary>The data of the optimiser's parameters, in their order.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>The state of the optimiser.</summary>
    public OptimizerState Optimizer { get; }

    /// <summary>The <see cref="TrainingOptions.ModelDescription"/> of the training, or that of <see cref="Of"/>; may be null.</summary>
    public string? ModelDescription { get; internal init; }

    /// <summary>The <see cref="TrainingOptions.BatchSize"/> of the training; null for all rows, or when it is not known.</summary>
    public int? BatchSize => Batches?.Size;

    /// <summary>The <see cref="TrainingOptions.ShuffleSeed"/> of the training; null for none, or when it is not known.</summary>
    public int? ShuffleSeed => Batches?.ShuffleSeed;

    internal BestEpoch? Best { get; init; }

    /// <summary>Null when it is not known: of a loop of one's own, or in an older file.</summary>
    internal BatchOrder? Batches { get; init; }

    /// <summary>A copy of an optimiser's parameters and state.</summary>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="epochs">The epochs done, at least 0.</param>
    /// <param name="modelDescription">Its <see cref="TrainingOptions.ModelDescription"/>; null to leave it open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="modelDescription"/> is empty or white space.</exception>
    public static Checkpoint Of(Optimizer optimizer, int epochs, string? modelDescription = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Guard.AtLeastZero(epochs);
        if (modelDescription is not null) ArgumentException.ThrowIfNullOrWhiteSpace(modelDescription);
        return Take(optimizer, epochs, best: null, modelDescription, batches: null);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="FormatException">The file is not a whole checkpoint of this version; the message names the fault and its place.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Checkpoint Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WholeFile.Open(path, CheckpointJson.Read);
    }

    /// <summary>Writes a file: whole, under a temporary name that is then moved, so that there is never half of one.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be written: there is no such folder, or no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written, or the path is that of a folder.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => CheckpointJson.Write(stream, this));
    }

    /// <summary>Gives an optimiser's parameters their data and the optimiser its state.</summary>
    /// <param name="optimizer">An optimiser of the same kind, for as many parameters in the same order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentException">The optimiser is of another kind, or has another number of parameters, or other buffers. Nothing has changed then.</exception>
    public void Restore(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer.Parameters.Count != _parameters.Length)
        {
            throw new ArgumentException($"optimizer must have {_parameters.Length} parameters as the checkpoint, but has {optimizer.Parameters.Count}.", nameof(optimizer));
        }
        optimizer.SetState(Optimizer);
        optimizer.WriteData(_parameters);
    }

    /// <summary>Gives an optimiser's parameters their data and the optimiser its state, if they are of the same model.</summary>
    /// <param name="optimizer">An optimiser of the same kind, for as many parameters in the same order.</param>
    /// <param name="modelDescription">Which model they are of. A checkpoint without a <see cref="ModelDescription"/> fits any.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The checkpoint has another description, or the optimiser is of another kind, or has another number of parameters, or other buffers.
    /// Nothing has changed then.
    /// </exception>
    public void Restore(Optimizer optimizer, string modelDescription)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(modelDescription);
        ResumeCheck.CheckModel(ModelDescription, modelDescription, nameof(modelDescription), nameof(modelDescription));
        Restore(optimizer);
    }

    internal static Checkpoint Take(Optimizer optimizer, int epochs, BestEpoch? best, string? modelDescription, BatchOrder? batches)
    {
        double[] parameters = new double[optimizer.Parameters.Count];
        optimizer.ReadData(parameters);
        return new Checkpoint(epochs, parameters, optimizer.GetState())
        {
            Best = best,
            ModelDescription = modelDescription,
            Batches = batches,
        };
    }
}
