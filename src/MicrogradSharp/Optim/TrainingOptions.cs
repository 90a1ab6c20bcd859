using System.Globalization;
using System.Text;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Optim;

/// <summary>How <see cref="Trainer"/> trains. What is not set stays out of the way.</summary>
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
    /// <summary>The most epochs, those before <see cref="ResumeFrom"/> included; 100 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int Epochs
    {
        get;
        init
        {
            Guard.AtLeastOne(value, nameof(Epochs));
            field = value;
        }
    } = 100;

    /// <summary>The rows of a batch, the last of an epoch holding what remains; null for all rows in one batch.</summary>
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

    /// <summary>Shuffles the rows anew before each epoch; null to take them as they come.</summary>
    /// <remarks>
    /// The order depends on this seed, the epoch and the number of rows alone, on every machine, so that a resumed training meets the same batches.
    /// When one batch covers all rows they are not shuffled: only the rounding of sums would differ.
    /// </remarks>
    public int? ShuffleSeed { get; init; }

    /// <summary>The learning rates; null leaves <see cref="Optimizer.LearningRate"/> as it is.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>What <see cref="Schedule"/> counts, from 0: epochs, unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit.</exception>
    public ScheduleUnit ScheduleUnit
    {
        get;
        init
        {
            if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(ScheduleUnit), $"ScheduleUnit must be Epoch or Step, but was {value}.");
            field = value;
        }
    }

    /// <summary>The largest Euclidean norm of the gradient, to which <see cref="GradientClipping.ClipByNorm"/> scales it before each step; null for none.</summary>
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

    /// <summary>Rows that are not trained on: their mean loss is computed after each epoch.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>The epochs without a better loss after which the training stops early; null to do all <see cref="Epochs"/>.</summary>
    /// <remarks>
    /// The loss is the mean over <see cref="Validation"/>, or over the training set when there is none (which costs a forward pass), with the
    /// parameters at the end of the epoch. However the training ends, the model then holds the parameters of the best epoch; only a cancelled or
    /// failed one leaves them as they were. The optimiser keeps its own state as of the last step.
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

    /// <summary>By more than what a loss must fall below the best so far to count as better; 0 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not finite.</exception>
    public double MinimumImprovement
    {
        get;
        init
        {
            Guard.FiniteAtLeastZero(value, nameof(MinimumImprovement));
            field = value;
        }
    }

    /// <summary>Called after each epoch, on the training thread; null for nothing.</summary>
    /// <remarks>An exception of it ends the training, with the parameters as of the last step.</remarks>
    /// <example><code>
    /// var options = new TrainingOptions { OnEpoch = report => Console.WriteLine(report) };
    /// </code></example>
    public Action<EpochReport>? OnEpoch { get; init; }

    /// <summary>Receives the same reports as <see cref="OnEpoch"/>, before it, on the training thread.</summary>
    /// <remarks>
    /// The framework's <see cref="Progress{T}"/> hands reports on to other threads, where they may change order: for a list or a console,
    /// take <see cref="OnEpoch"/>.
    /// </remarks>
    public IProgress<EpochReport>? Progress { get; init; }

    /// <summary>Stops the training before the next batch: with an <see cref="OperationCanceledException"/>, and the parameters as of the last step.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The file that <see cref="Checkpoint"/>s are written to, each replacing the one before; null for none.</summary>
    /// <remarks>It is on the disk before the epoch is reported. The last epoch is written too, so that a training can be made longer.</remarks>
    /// <exception cref="ArgumentException">The path is empty or white space.</exception>
    public string? CheckpointPath
    {
        get;
        init
        {
            if (value is not null) ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(CheckpointPath));
            field = value;
        }
    }

    /// <summary>The epochs from one checkpoint to the next; 1 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int CheckpointEvery
    {
        get;
        init
        {
            Guard.AtLeastOne(value, nameof(CheckpointEvery));
            field = value;
        }
    } = 1;

    /// <summary>Which model is trained, for its checkpoints; null to leave it open.</summary>
    /// <remarks>
    /// Two models must share it only if the parameters of one fit the other: write the shape and the activations, such as
    /// <c>2-16-16-1, tanh</c>. The number of parameters alone does not tell tanh from ReLU. A resumed training without a description keeps
    /// that of <see cref="ResumeFrom"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">The text is empty or white space.</exception>
    public string? ModelDescription
    {
        get;
        init
        {
            if (value is not null) ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(ModelDescription));
            field = value;
        }
    }

    /// <summary>Where to go on from: with the same tape, data, kind of optimiser and options, the numbers are the very same as without a break.</summary>
    /// <remarks>
    /// One with another <see cref="ModelDescription"/>, or from batches of another <see cref="BatchSize"/> or <see cref="ShuffleSeed"/>, is
    /// refused, as far as it knows them. To go on with other batches, call <see cref="Checkpoint.Restore(Optimizer)"/> and train without
    /// it: epochs then count from 0.
    /// </remarks>
    public Checkpoint? ResumeFrom { get; init; }

    internal BatchOrder Batches => new(BatchSize, ShuffleSeed);

    // the text that the compiler would write, in the invariant culture
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
