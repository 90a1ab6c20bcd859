using System.Diagnostics.CodeAnalysis;
using MicrogradSharp.Datasets;

namespace MicrogradSharp.Optim;

/// <summary>Trains the parameters of a recorded loss on a data set.</summary>
/// <remarks>
/// <para>An epoch goes through all rows in batches. For each batch, the trainer sets the gradients to 0, calls <see cref="Tape.Backward"/>
/// and takes a step. The results are bit-identical to those of this loop written by hand. A batch allocates nothing.</para>
/// <para>After training, <see cref="Optimizer.LearningRate"/> is that of the last step, and the gradients are those of the last batch.
/// Parameters of the tape that the optimiser does not hold are unchanged. Their gradients add up, as in any backward pass.</para>
/// </remarks>
/// <example><code>
/// var tape = Tape.Record(columns: 3, row => Loss.Hinge(model.Forward(row[..2])[0], row[2]));
/// var result = Trainer.Train(tape, dataset, new Adam(model.Parameters), new TrainingOptions { Epochs = 50, BatchSize = 32, ShuffleSeed = 7
/// });
/// </code></example>
public static class Trainer
{
    /// <summary>Trains the parameters of an optimiser.</summary>
    /// <param name="tape">The loss of a row, with one output. The loss of a batch is the mean over its rows.</param>
    /// <param name="dataset">The rows, with as many columns as the tape.</param>
    /// <param name="optimizer">
    /// The optimiser of all or some of the tape's parameters. Other parameters are an error: they would never learn.
    /// </param>
    /// <param name="options">How to train; null for the defaults.</param>
    /// <returns>The loss of the parameters that the model then holds, and how training ended.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The tape has several outputs, a data set has no rows or another number of columns than the tape, the optimiser has a parameter that
    /// the tape does not use, <see cref="TrainingOptions.ResumeFrom"/> is of another optimiser, model, batch size or shuffle seed or has
    /// more epochs than <see cref="TrainingOptions.Epochs"/>, or <see cref="TrainingOptions.CheckpointPath"/> is a folder. Then nothing is
    /// changed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The schedule gives a rate that is negative or not finite.</exception>
    /// <exception cref="DirectoryNotFoundException">
    /// The folder of <see cref="TrainingOptions.CheckpointPath"/> does not exist. Then nothing is changed.
    /// </exception>
    /// <exception cref="IOException">
    /// A checkpoint cannot be written. The parameters are those after the last step, and the previous checkpoint is still complete.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">
    /// The checkpoint's file is not writable, or its path is a folder. The parameters and the previous checkpoint are as for an
    /// <see cref="IOException"/>.
    /// </exception>
    /// <exception cref="NonFiniteTrainingException">
    /// The loss of a batch, of the validation set after an epoch, or of all rows at the end is NaN or ±∞, or a step made a parameter so.
    /// The last good parameters are restored.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// Training was cancelled between two batches. The parameters are those after the last step.
    /// </exception>
    public static TrainingResult Train(Tape tape, Dataset dataset, Optimizer optimizer, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(optimizer);
        options ??= new TrainingOptions();
        if (tape.Outputs != 1)
        {
            throw new ArgumentException($"tape must have 1 output, the loss of a row, but has {tape.Outputs}.", nameof(tape));
        }
        CheckRows(dataset, tape, nameof(dataset));
        if (options.Validation is { } validation) CheckRows(validation, tape, nameof(options), nameof(options.Validation));
        CheckParameters(optimizer, tape);
        if (options.ResumeFrom is { } checkpoint) ResumeCheck.Run(checkpoint, options, dataset.RowCount);
        if (options.CheckpointPath is { } path) CheckpointFile.Check(path, nameof(options));
        return new TrainingRun(tape, dataset, optimizer, options).Run();
    }

    /// <summary>Trains the parameters of an optimiser over gradients that are computed elsewhere, such as on a cluster.</summary>
    /// <param name="objective">The loss of all rows.</param>
    /// <param name="optimizer">The optimiser of the parameters, in the order of the objective.</param>
    /// <param name="options">
    /// How to train; null for the defaults. Rows are the objective's matter, so <see cref="TrainingOptions.BatchSize"/>,
    /// <see cref="TrainingOptions.ShuffleSeed"/>, <see cref="TrainingOptions.Validation"/> and <see cref="TrainingOptions.Patience"/> must
    /// be null.
    /// </param>
    /// <param name="batches">
    /// The losses of the batches of an epoch, a step for each; default null, one step for all rows. The loss that an epoch reports is their
    /// mean.
    /// </param>
    /// <returns>The loss of the parameters that the optimiser then holds.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="objective"/> or <paramref name="optimizer"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// An objective has another number of parameters than the optimiser, there are no batches, an option must be null, or
    /// <see cref="TrainingOptions.ResumeFrom"/> or <see cref="TrainingOptions.CheckpointPath"/> is wrong as for
    /// <see cref="Train(Tape, Dataset, Optimizer, TrainingOptions?)"/>. Then nothing is changed.
    /// </exception>
    /// <exception cref="NonFiniteTrainingException">
    /// The loss of a batch, or of all rows at the end, is NaN or ±∞, or a step made a parameter so. The last good parameters are restored.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// Training was cancelled. The parameters are those after the last step.
    /// </exception>
    public static Task<TrainingResult> TrainAsync(
        IAsyncObjective objective, Optimizer optimizer, TrainingOptions? options = null, IReadOnlyList<IAsyncObjective>? batches = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(optimizer);
        options ??= new TrainingOptions();
        batches ??= [objective];
        if (batches.Count == 0) throw new ArgumentException("batches must hold at least 1 objective, but was empty.", nameof(batches));
        CheckCount(objective, nameof(objective));
        foreach (var batch in batches) CheckCount(batch, nameof(batches));
        MustBeNull(options.BatchSize, nameof(options.BatchSize));
        MustBeNull(options.ShuffleSeed, nameof(options.ShuffleSeed));
        MustBeNull(options.Validation, nameof(options.Validation));
        MustBeNull(options.Patience, nameof(options.Patience));
        if (options.ResumeFrom is { } checkpoint) ResumeCheck.Run(checkpoint, options, int.MaxValue);
        if (options.CheckpointPath is { } path) CheckpointFile.Check(path, nameof(options));
        return new AsyncTrainingRun(objective, batches, optimizer, options).RunAsync();

        void CheckCount(IAsyncObjective checkedObjective, string parameter)
        {
            if (checkedObjective.ParameterCount == optimizer.Parameters.Count) return;
            string count = NumberText.Count(optimizer.Parameters.Count, "parameter");
            throw new ArgumentException(
                $"{parameter} must have {count}, like the optimizer, but has {checkedObjective.ParameterCount}.", parameter);
        }

        void MustBeNull(object? option, string name)
        {
            if (option is null) return;
            throw new ArgumentException($"{name} must be null: the objective decides on its rows.", nameof(options));
        }
    }

    [SuppressMessage("Usage", "CA2208", Justification = "a data set of the options is named after its property")]
    private static void CheckRows(Dataset dataset, Tape tape, string parameter, string? property = null)
    {
        string name = property ?? parameter;
        if (dataset.RowCount == 0) throw new ArgumentException($"{name} must have at least 1 row, but was empty.", parameter);
        if (dataset.ColumnCount == tape.Columns) return;
        string columns = NumberText.Count(tape.Columns, "column");
        throw new ArgumentException($"{name} must have {columns}, like the tape, but has {dataset.ColumnCount}.", parameter);
    }

    private static void CheckParameters(Optimizer optimizer, Tape tape)
    {
        var touched = tape.Parameters.ToHashSet();
        for (int i = 0; i < optimizer.Parameters.Count; i++)
        {
            if (touched.Contains(optimizer.Parameters[i])) continue;
            throw new ArgumentException(
                $"optimizer must hold only parameters of the tape, but its parameter {i} is not one of the {touched.Count} of the tape.",
                nameof(optimizer));
        }
    }
}
