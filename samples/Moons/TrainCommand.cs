using System.Globalization;
using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>A run of the library's trainer, from the data to the files: mini-batches, any optimiser, and a part of the rows held back.</summary>
internal sealed class TrainCommand
{
    private readonly IAnsiConsole _console;
    private readonly TrainOptions _options;

    public TrainCommand(IAnsiConsole console, TrainOptions options)
    {
        _console = console;
        _options = options;
    }

    /// <exception cref="UserErrorException">The data, a file or the training went wrong in a way that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the run. What was to be saved is saved.</exception>
    public void Run(CancellationToken cancel)
    {
        // one source for everything: two of the same seed would deal the rows back into the order that they were made in
        var random = new Random(_options.Seed);
        var points = _options.Source.Read(random);
        var (training, validation) = Split(points.Table, random);
        var folder = OutputFolder.Open(_options.OutputFolder);
        var model = Model(random);
        var optimizer = Optimizers.Create(_options.Optimizer, model.Parameters, _options.Rate ?? Optimizers.DefaultRate(_options.Optimizer));
        var checkpoint = Restored(model, optimizer);
        string description = ModelText.Of(model);
        bool isDescribed = checkpoint?.ModelDescription is not null;
        _options.SaveTo?.Save(model, isDescribed ? checkpoint! : Checkpoint.Of(optimizer, checkpoint?.Epochs ?? 0, description));

        var (result, losses) = Train(model, optimizer, training, new TrainingOptions
        {
            Epochs = _options.Epochs,
            BatchSize = _options.Batch,
            ShuffleSeed = _options.Seed,
            Schedule = _options.Rate is { } rate ? Schedule.Constant(rate) : null,
            Validation = validation,
            CheckpointPath = _options.SaveTo?.CheckpointPath,
            CheckpointEvery = TrainingReport.Every(_options.Epochs),
            ModelDescription = description,
            ResumeFrom = checkpoint,
            CancellationToken = cancel,
        });
        Summary.Write(_console, result, optimizer, training.RowCount);
        Summary.WriteAccuracy(_console, Scores.Accuracy(model, training), validation is null ? null : Scores.Accuracy(model, validation));
        TerminalBoundary.Write(_console, model, points);
        Summary.Write(_console, PictureFiles.Write(folder, model, points, Scores.Accuracy(model, points.Table), losses));
        if (_options.SaveTo is { } file) Summary.Write(_console, [file.Path, file.CheckpointPath]);
    }

    private (Dataset Training, Dataset? Validation) Split(Dataset rows, Random random)
    {
        if (_options.Validation == 0) return (rows, null);
        try
        {
            return rows.Split(1 - _options.Validation, random);
        }
        catch (ArgumentOutOfRangeException e)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"{_options.Validation} of {rows.RowCount} {(rows.RowCount == 1 ? "row" : "rows")}");
            throw new UserErrorException($"--validation must leave at least 1 row on each side, but was {what}.", e);
        }
    }

    private MLP Model(Random random)
    {
        if (_options.ResumeFrom is not { } file) return DemoModel.Create(random, _options.Activation ?? Activation.ReLU);
        var model = file.Load();
        var own = model.Layers[0].Neurons[0].Activation;
        if (_options.Activation is null || _options.Activation == own) return model;
        throw new UserErrorException($"--activation must be that of the model to resume, {own}, but was {_options.Activation}.");
    }

    private Checkpoint? Restored(MLP model, Optimizer optimizer)
    {
        if (_options.ResumeFrom?.Restore(model, optimizer) is not { } checkpoint) return null;
        CheckSame("--batch", checkpoint.BatchSize, _options.Batch);
        CheckSame("--seed", checkpoint.ShuffleSeed, _options.Seed);
        if (checkpoint.Epochs < _options.Epochs) return checkpoint;
        throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
            $"--epochs must be more than the {checkpoint.Epochs} that the model to resume has behind it, but was {_options.Epochs}."));
    }

    private static void CheckSame(string option, int? expected, int given)
    {
        if (expected is null || expected == given) return;
        throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
            $"{option} must be that of the training to resume, {expected}, but was {given}."));
    }

    private (TrainingResult Result, LossCurves Losses) Train(MLP model, Optimizer optimizer, Dataset rows, TrainingOptions options)
    {
        var tape = Tape.Record(rows.ColumnCount, row => Loss.Hinge(model.Forward(row[..2])[0], row[2]) + LossTerms.Penalty * Loss.L2(model.Parameters));
        TrainingResult? result = null;
        List<(int, double)> losses = [], validationLosses = [];
        try
        {
            TrainingReport.For(_console).Follow(options.Epochs, show => result = Trainer.Train(tape, rows, optimizer, options with
            {
                OnEpoch = step =>
                {
                    losses.Add((step.Epoch, step.Loss));
                    if (step.ValidationLoss is { } loss) validationLosses.Add((step.Epoch, loss));
                    show(step.Epoch, StepText.Of(step, options.Epochs));
                },
            }));
            return (result!, new LossCurves("epoch", losses, validationLosses));
        }
        catch (NonFiniteTrainingException e)
        {
            throw new UserErrorException($"training diverged: {e.Message} Lower --rate, or scale x0 and x1 to about -2 to 2.", e);
        }
        catch (ArgumentException e) when (options.ResumeFrom is not null)      // of a checkpoint that another program wrote
        {
            throw new UserErrorException($"{_options.ResumeFrom!.Path}: its checkpoint does not fit this training: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{options.CheckpointPath}: the file cannot be written: {e.Message}", e);
        }
        finally
        {
            _options.SaveTo?.Save(model);      // also what a stopped training has come to
        }
    }
}
