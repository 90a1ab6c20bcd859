using System.CommandLine;
using System.Globalization;
using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>Runs the library's trainer, from the data to the files: mini-batches, any optimiser, some rows held back.</summary>
internal sealed class TrainCommand : Command
{
    private static readonly Activation[] s_activations =
    [
        Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.GELU,
        Activation.SiLU, Activation.Softplus, Activation.Tanh, Activation.Sigmoid,
    ];

    private readonly IAnsiConsole _console;
    private readonly CancellationToken _cancel;
    private readonly RunOptions _run = RunOptions.ForTrain();

    private readonly Option<OptimizerChoice> _optimizer = new("--optimizer")
    {
        Description = "How the weights are updated.",
        HelpName = string.Join('|', OptimizerChoice.All),
        DefaultValueFactory = _ => OptimizerChoice.Adam,
        CustomParser = result => Parsers.Choice(result, OptimizerChoice.All),
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = $"The learning rate (default {Rates()}; with --resume, that of the checkpoint).",
        HelpName = "number",
        CustomParser = result => Parsers.Number(result, least: 0.000001, most: 10),
    };

    private readonly Option<Activation?> _activation = new("--activation")
    {
        Description = "The activation of the hidden layers (default relu).",
        HelpName = string.Join('|', s_activations.Select(Text.Lower)),
        CustomParser = result => Parsers.Choice(result, s_activations),
    };

    private readonly Option<int> _epochs = new("--epochs")
    {
        Description = "How many times to go through all rows; with --resume, including the epochs before.",
        HelpName = "count",
        DefaultValueFactory = _ => 200,
        CustomParser = result => Parsers.WholeNumber(result, least: 1, most: 1_000_000),
    };

    private readonly Option<int> _batch = new("--batch")
    {
        Description = "The number of rows in a step.",
        HelpName = "count",
        DefaultValueFactory = _ => 32,
        CustomParser = result => Parsers.WholeNumber(result, least: 1, PointsFile.MostRows),
    };

    private readonly Option<double> _validation = new("--validation")
    {
        Description = "The fraction of the rows held back from training, to measure loss and accuracy on; 0 for none.",
        HelpName = "fraction",
        DefaultValueFactory = _ => 0.25,
        CustomParser = result => Parsers.Number(result, least: 0, most: 0.9),
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "The seed of everything random: generated rows, their split, their order, and the first weights.",
        HelpName = "number",
        DefaultValueFactory = _ => RunOptions.DefaultSeed,
        CustomParser = result => Parsers.WholeNumber(result, int.MinValue, int.MaxValue),
    };

    private readonly Option<ModelFile?> _resume = new("--resume")
    {
        Description = "Continue the training of a model that --save wrote, with the same numbers as a run without a break: "
            + "give the same other options again, and more --epochs. Saves to the same file, unless --save names another.",
        HelpName = "model.json",
        CustomParser = result => new ModelFile(Parsers.Path(result)),
    };

    /// <param name="console">Where results go.</param>
    /// <param name="cancel">Stops the run between two steps.</param>
    public TrainCommand(IAnsiConsole console, CancellationToken cancel)
        : base("train", "Train a network on points with two labels, generated or from a CSV file; save it, or resume the training.")
    {
        _console = console;
        _cancel = cancel;
        foreach (var option in new Option[] { _optimizer, _rate, _activation, _epochs, _batch, _validation, _seed, _resume })
        {
            Options.Add(option);
        }
        _run.AddTo(this);
        SetAction(Run);
    }

    /// <exception cref="UserErrorException">The data, a file or the training went wrong in a way that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the run. What was to be saved is saved.</exception>
    private void Run(ParseResult given)
    {
        int seed = given.GetValue(_seed), epochs = given.GetValue(_epochs);
        double? rate = given.GetValue(_rate);
        // one source for everything: with two of the same seed, the split would undo the order in which the rows were generated
        var random = new Random(seed);
        var points = _run.ReadRows(given, random);
        var (training, validation) = Split(points, given.GetValue(_validation), random);
        var folder = _run.OpenFolder(given);
        var model = CreateModel(given, random);
        var optimizer = given.GetValue(_optimizer)!.Create(model.Parameters, rate);
        var checkpoint = Restored(given, model, optimizer);
        string description = ModelFile.Describe(model);
        var start = checkpoint?.ModelDescription is null ? Checkpoint.Of(optimizer, checkpoint?.Epochs ?? 0, description) : checkpoint;
        using var saved = _run.OpenSaved(given, model, start, _console, given.GetValue(_resume));
        if (checkpoint is not null) WriteRateOfResumed(rate, optimizer, checkpoint.Epochs);

        var losses = new LossPicture("epoch");
        var result = Train(given, model, saved, optimizer, training, losses, new TrainingOptions
        {
            Epochs = epochs,
            BatchSize = given.GetValue(_batch),
            ShuffleSeed = seed,
            Schedule = rate is { } constant ? Schedule.Constant(constant) : null,
            Validation = validation,
            CheckpointPath = saved?.CheckpointPath,
            CheckpointEvery = Report.Every(epochs),
            ModelDescription = description,
            ResumeFrom = checkpoint,
            CancellationToken = _cancel,
        });
        WriteResult(result, optimizer, training.RowCount);
        Report.WriteAccuracy(_console, Scores.Accuracy(model, training), validation is null ? null : Scores.Accuracy(model, validation));
        TerminalBoundary.Write(_console, model, points);
        Report.WriteFiles(_console, folder.WritePictures(model, points, Scores.Accuracy(model, points), losses));
        saved?.WriteFiles(_console);
    }

    private void WriteRateOfResumed(double? given, Optimizer optimizer, int epochs)
    {
        if (given is null || given == optimizer.LearningRate) return;
        _console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"the rate is {given} from epoch {epochs} on; the checkpoint has {optimizer.LearningRate}"));
    }

    private static (Dataset Training, Dataset? Validation) Split(Dataset rows, double part, Random random)
    {
        if (part == 0) return (rows, null);
        try
        {
            return rows.Split(1 - part, random);
        }
        catch (ArgumentOutOfRangeException e)
        {
            string what = FormattableString.Invariant($"{part} of {Text.Count(rows.RowCount, "row")}");
            throw new UserErrorException($"--validation must leave at least 1 row on each side, but was {what}.", e);
        }
    }

    private MLP CreateModel(ParseResult given, Random random)
    {
        var activation = given.GetValue(_activation);
        if (given.GetValue(_resume) is not { } file) return MicrogradDemo.Model(random, activation);
        var model = file.Load();
        var own = model.Layers[0].Neurons[0].Activation;
        if (activation is null || activation == own) return model;
        throw new UserErrorException($"--activation must be that of the model to resume, {own}, but was {activation}.");
    }

    private Checkpoint? Restored(ParseResult given, MLP model, Optimizer optimizer)
    {
        if (given.GetValue(_resume)?.Restore(model, optimizer) is not { } checkpoint) return null;
        CheckSame("--batch", checkpoint.BatchSize, given.GetValue(_batch));
        CheckSame("--seed", checkpoint.ShuffleSeed, given.GetValue(_seed));
        int epochs = given.GetValue(_epochs);
        if (checkpoint.Epochs < epochs) return checkpoint;
        throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
            $"--epochs must be more than the {checkpoint.Epochs} epochs of the run to resume, but was {epochs}."));
    }

    private static void CheckSame(string option, int? expected, int given)
    {
        if (expected is null || expected == given) return;
        throw new UserErrorException(string.Create(CultureInfo.InvariantCulture,
            $"{option} must be that of the run to resume, {expected}, but was {given}."));
    }

    private TrainingResult Train(
        ParseResult given, MLP model, SaveTarget? saved, Optimizer optimizer, Dataset rows, LossPicture losses, TrainingOptions options)
    {
        var tape = Tape.Record(
            rows.ColumnCount,
            row => Loss.Hinge(model.Forward(row[..2])[0], row[2]) + DemoLoss.Decay * Loss.L2(model.Parameters));
        TrainingResult? result = null;
        try
        {
            Report.Follow(_console, options.Epochs, show => result = Trainer.Train(tape, rows, optimizer, options with
            {
                OnEpoch = epoch =>
                {
                    losses.Add(epoch.Epoch, epoch.Loss, epoch.ValidationLoss);
                    string validation = epoch.ValidationLoss is { } loss ? $"  validation {Text.Loss(loss)}" : "";
                    show(epoch.Epoch, $"epoch {Text.Aligned(epoch.Epoch, options.Epochs)}  loss {Text.Loss(epoch.Loss)}{validation}");
                },
            }));
            return result!;
        }
        catch (NonFiniteTrainingException e)
        {
            throw new UserErrorException($"training diverged: {e.Message} Lower --rate, or scale x0 and x1 to about -2 to 2.", e);
        }
        catch (ArgumentException e) when (options.ResumeFrom is not null)      // of a checkpoint that another program wrote
        {
            throw new UserErrorException($"{given.GetValue(_resume)!.Path}: its checkpoint does not fit this training: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{options.CheckpointPath}: the file cannot be written: {e.Message}", e);
        }
        finally
        {
            saved?.Save();      // also when the training was stopped
        }
    }

    private void WriteResult(TrainingResult result, Optimizer optimizer, int rows)
    {
        string validation = result.ValidationLoss is { } loss ? $", validation {Text.Loss(loss)}" : "";
        _console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"after {Text.Count(result.Epochs, "epoch")} of {optimizer.GetType().Name} at the rate {optimizer.LearningRate} "
            + $"on {Text.Count(rows, "row")}:"));
        _console.WriteLine($"loss {Text.Loss(result.Loss)}{validation}");
    }

    private static string Rates() =>
        string.Join(", ", OptimizerChoice.All.Select(choice => FormattableString.Invariant($"{choice.DefaultRate} for {choice}")));
}
