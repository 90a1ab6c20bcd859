using System.Globalization;
using System.Text;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Optim;

/// <summary>Options for <see cref="Trainer"/>. By default, everything optional is off.</summary>
/// <example><code>
/// var options = new TrainingOptions
/// {
///     Epochs = 200,
///     BatchSize = 32,
///     ShuffleSeed = 7,
///     Schedule = Schedule.Cosine(0.1, steps: 200),
///     CheckpointPath = "moons.checkpoint.json",
///     ModelDescription = "2-16-16-1, tanh",
/// };
/// </code></example>
public sealed record TrainingOptions
{
    /// <summary>The maximum number of epochs, including those before <see cref="ResumeFrom"/>; default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int Epochs
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(Epochs));
    } = 100;

    /// <summary>
    /// The number of rows in a batch; default null, all rows in one batch. The last batch of an epoch holds the remaining rows.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? BatchSize
    {
        get;
        init
        {
            if (value is { } size) Guard.AtLeastOne(size, nameof(BatchSize));
            field = value;
        }
    }

    /// <summary>The seed for shuffling the rows before each epoch; default null, no shuffling.</summary>
    /// <remarks>
    /// The order depends only on this seed, the epoch and the number of rows. It is the same on every machine, so that resumed training
    /// gets the same batches. If one batch covers all rows, they are not shuffled: only the rounding of sums would differ.
    /// </remarks>
    public int? ShuffleSeed { get; init; }

    /// <summary>The learning rates; default null, which leaves <see cref="Optimizer.LearningRate"/> unchanged.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>What <see cref="Schedule"/> counts, from 0; default epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not defined.</exception>
    public ScheduleUnit ScheduleUnit
    {
        get;
        init
        {
            if (!Enum.IsDefined(value))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(ScheduleUnit), $"ScheduleUnit must be Epoch or Step, but was {value}.");
            }
            field = value;
        }
    }

    /// <summary>
    /// The maximum Euclidean norm of the gradient, enforced by <see cref="GradientClipping.ClipByNorm"/> before each step; default null, no
    /// limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or NaN.</exception>
    public double? MaxGradientNorm
    {
        get;
        init
        {
            if (value is { } norm) Guard.AtLeastZero(norm, nameof(MaxGradientNorm));
            field = value;
        }
    }

    /// <summary>The validation set, which is not trained on; default null, none. Its mean loss is computed after each epoch.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>
    /// The number of epochs without a better loss after which training stops early; default null, to do all <see cref="Epochs"/>.
    /// </summary>
    /// <remarks>
    /// The loss is the mean over <see cref="Validation"/> with the parameters at the end of the epoch. Without a validation set, it is the
    /// mean over the training set, which costs a forward pass. After training, the model holds the parameters of the best epoch, unless
    /// training was cancelled or failed. The optimiser keeps its state after the last step.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? Patience
    {
        get;
        init
        {
            if (value is { } epochs) Guard.AtLeastOne(epochs, nameof(Patience));
            field = value;
        }
    }

    /// <summary>A loss counts as better if it is below the best so far by more than this; default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double MinimumImprovement
    {
        get;
        init => field = Guard.FiniteAtLeastZero(value, nameof(MinimumImprovement));
    }

    /// <summary>Called after each epoch, on the training thread; default null, nothing.</summary>
    /// <remarks>If it throws, training ends, and the parameters are those after the last step.</remarks>
    /// <example><code>
    /// var options = new TrainingOptions { OnEpoch = report => Console.WriteLine(report) };
    /// </code></example>
    public Action<EpochReport>? OnEpoch { get; init; }

    /// <summary>Receives the same reports as <see cref="OnEpoch"/>, before it, on the training thread.</summary>
    /// <remarks>
    /// The framework's <see cref="Progress{T}"/> passes reports to other threads, where their order may change. For a list or a console,
    /// use <see cref="OnEpoch"/>.
    /// </remarks>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>
    /// Stops training before the next batch, with an <see cref="OperationCanceledException"/>. The parameters are those after the last
    /// step.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// The file to which a <see cref="Checkpoint"/> is written; default null, none. Each checkpoint replaces the previous one.
    /// </summary>
    /// <remarks>
    /// The checkpoint is written before the epoch is reported. The last epoch always writes one, so that training can be continued.
    /// </remarks>
    /// <exception cref="ArgumentException">The path is empty or white space.</exception>
    public string? CheckpointPath
    {
        get;
        init => field = Guard.NullOrNotBlank(value, nameof(CheckpointPath));
    }

    /// <summary>The number of epochs between checkpoints; default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int CheckpointEvery
    {
        get;
        init => field = Guard.AtLeastOne(value, nameof(CheckpointEvery));
    } = 1;

    /// <summary>A description of the model for its checkpoints; default null, none.</summary>
    /// <remarks>
    /// Two models may share a description only if the parameters of one fit the other. Write the shape and the activations, such as
    /// <c>2-16-16-1, tanh</c>: the number of parameters alone does not tell tanh from ReLU. Resumed training without a description keeps
    /// that of <see cref="ResumeFrom"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">The text is empty or white space.</exception>
    public string? ModelDescription
    {
        get;
        init => field = Guard.NullOrNotBlank(value, nameof(ModelDescription));
    }

    /// <summary>
    /// The checkpoint to resume from; default null, none. With the same tape, data, kind of optimiser and options, the results are
    /// bit-identical to those without a break.
    /// </summary>
    /// <remarks>
    /// If the checkpoint holds another <see cref="ModelDescription"/>, <see cref="BatchSize"/> or <see cref="ShuffleSeed"/>, training
    /// throws. To continue with other batches, call <see cref="Checkpoint.Restore(Optimizer)"/> and leave this null: epochs then count from
    /// 0.
    /// </remarks>
    public Checkpoint? ResumeFrom { get; init; }

    internal BatchOrder Batches => new(BatchSize, ShuffleSeed);

    // the text that the compiler would generate, but in the invariant culture
    private bool PrintMembers(StringBuilder text)
    {
        var invariant = CultureInfo.InvariantCulture;
        text.Append(invariant, $"Epochs = {Epochs}, BatchSize = {BatchSize}, ShuffleSeed = {ShuffleSeed}, ");
        text.Append(invariant, $"Schedule = {Schedule}, ScheduleUnit = {ScheduleUnit}, MaxGradientNorm = {MaxGradientNorm}, ");
        text.Append(invariant, $"Validation = {Validation}, Patience = {Patience}, MinimumImprovement = {MinimumImprovement}, ");
        text.Append(invariant, $"OnEpoch = {OnEpoch}, Progress = {Progress}, CancellationToken = {CancellationToken}, ");
        text.Append(invariant, $"CheckpointPath = {CheckpointPath}, CheckpointEvery = {CheckpointEvery}, ");
        text.Append(invariant, $"ModelDescription = {ModelDescription}, ResumeFrom = {ResumeFrom}");
        return true;
    }
}
