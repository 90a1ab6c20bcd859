namespace MicrogradSharp.Optim;

/// <summary>The state of training after an epoch: the parameters, the optimiser's state, and the best epoch of early stopping.</summary>
/// <remarks>
/// <para><see cref="Trainer"/> writes checkpoints to <see cref="TrainingOptions.CheckpointPath"/> and resumes from
/// <see cref="TrainingOptions.ResumeFrom"/>. In your own training loop, <see cref="Of"/> and <see cref="Restore(Optimizer)"/> save and
/// restore an optimiser together with its parameters.</para>
/// <para>A checkpoint may hold a description of the model. To resume or restore with another description is an error. A checkpoint from
/// <see cref="Trainer"/> also holds the batch size and the shuffle seed. To resume with others is an error.</para>
/// <para>The file is JSON, <c>"format": "microgradsharp/checkpoint"</c>, <c>"version": 1</c>. Every number is read back to the last bit,
/// NaN and ±∞ included. Immutable.</para>
/// <para>A minimisation writes checkpoints too, see <see cref="MinimizeOptions.CheckpointPath"/>: <see cref="Epochs"/> are then its
/// iterations, <see cref="Parameters"/> its point, and <see cref="Optimizer"/> the state of its method.</para>
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

    /// <summary>The number of epochs done.</summary>
    public int Epochs { get; }

    /// <summary>The data of the optimiser's parameters, in their order.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>The state of the optimiser.</summary>
    public OptimizerState Optimizer { get; }

    /// <summary>
    /// The <see cref="TrainingOptions.ModelDescription"/> of the training, or the one passed to <see cref="Of"/>; may be null.
    /// </summary>
    public string? ModelDescription { get; internal init; }

    /// <summary>The <see cref="TrainingOptions.BatchSize"/> of the training; null for all rows, or if unknown.</summary>
    public int? BatchSize => Batches?.Size;

    /// <summary>The <see cref="TrainingOptions.ShuffleSeed"/> of the training; null for none, or if unknown.</summary>
    public int? ShuffleSeed => Batches?.ShuffleSeed;

    internal BestEpoch? Best { get; init; }

    /// <summary>Null if unknown: in a checkpoint from <see cref="Of"/>, or an older file.</summary>
    internal BatchOrder? Batches { get; init; }

    /// <summary>Returns a copy of an optimiser's parameters and state.</summary>
    /// <param name="optimizer">The optimiser.</param>
    /// <param name="epochs">The number of epochs done, at least 0.</param>
    /// <param name="modelDescription">The <see cref="TrainingOptions.ModelDescription"/>; default null, none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="modelDescription"/> is empty or white space.</exception>
    public static Checkpoint Of(Optimizer optimizer, int epochs, string? modelDescription = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        Guard.AtLeastZero(epochs);
        Guard.NullOrNotBlank(modelDescription);
        return Take(optimizer, epochs, best: null, modelDescription, batches: null);
    }

    /// <summary>Loads a checkpoint from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="FormatException">
    /// The file is not a complete checkpoint of this version. The message says what is wrong, and where.
    /// </exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public static Checkpoint Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return WholeFile.Open(path, CheckpointJson.Read);
    }

    /// <summary>
    /// Saves the checkpoint to a file. It is written under a temporary name and then moved, so the file is never incomplete.
    /// </summary>
    /// <param name="path">The file. An existing file is replaced.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, for example because its folder does not exist or the disk is full.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => CheckpointJson.Write(stream, this));
    }

    /// <summary>Restores the data of an optimiser's parameters, and the optimiser's state.</summary>
    /// <param name="optimizer">An optimiser of the same kind, with the same number of parameters in the same order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The optimiser is of another kind, or has another number of parameters or other buffers. Then nothing is changed.
    /// </exception>
    public void Restore(Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        if (optimizer.Parameters.Count != _parameters.Length)
        {
            throw new ArgumentException(
                $"optimizer must have {_parameters.Length} parameters, like the checkpoint, but has {optimizer.Parameters.Count}.",
                nameof(optimizer));
        }
        optimizer.SetState(Optimizer);
        optimizer.WriteData(_parameters);
    }

    /// <summary>Restores the data of an optimiser's parameters, and the optimiser's state, if they belong to the same model.</summary>
    /// <param name="optimizer">An optimiser of the same kind, with the same number of parameters in the same order.</param>
    /// <param name="modelDescription">
    /// The description of the model. A checkpoint without a <see cref="ModelDescription"/> matches any.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The checkpoint has another description, or the optimiser is of another kind, or has another number of parameters or other buffers.
    /// Then nothing is changed.
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
