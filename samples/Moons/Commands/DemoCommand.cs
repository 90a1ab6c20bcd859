using System.CommandLine;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>Repeats micrograd's demo, from the data to the files: full batches, with any of the three engines.</summary>
internal sealed class DemoCommand : Command
{
    private const Engine DefaultEngine = Engine.Tape;
    private const Summation DefaultSummation = Summation.Nary;

    private readonly IAnsiConsole _console;
    private readonly TimeSpan _warmUp;
    private readonly CancellationToken _cancel;
    private readonly RunOptions _run = RunOptions.ForDemo();

    private readonly Option<int> _steps = new("--steps")
    {
        Description = "The number of steps of gradient descent, each over all rows.",
        HelpName = "count",
        DefaultValueFactory = _ => 100,
        CustomParser = result => Parsers.WholeNumber(result, least: 1, most: 1_000_000),
    };

    private readonly Option<Engine?> _engine = new("--engine")
    {
        Description = "How a step computes: eager builds a new graph for each step, retained builds one graph for all, "
            + $"tape runs a recorded loss over all rows (default {Text.Lower(DefaultEngine)}).",
        HelpName = "eager|retained|tape",
        CustomParser = result => Parsers.Choice(result, Enum.GetValues<Engine>()),
    };

    private readonly Option<Summation?> _summation = new("--summation")
    {
        Description = "How the graph adds: nary makes one Sum node of any number of terms, chained a chain of binary additions "
            + $"(default {Text.Lower(DefaultSummation)}).",
        HelpName = "nary|chained",
        CustomParser = result => Parsers.Choice(result, Enum.GetValues<Summation>()),
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Start from random weights with this seed instead of the demo's weights. "
            + $"Generated rows have this seed too (default {RunOptions.DefaultSeed}).",
        HelpName = "number",
        CustomParser = result => Parsers.WholeNumber(result, int.MinValue, int.MaxValue),
    };

    /// <param name="console">Where results go.</param>
    /// <param name="warmUp">How long a step runs with each engine before it is timed.</param>
    /// <param name="cancel">Stops the run between two steps.</param>
    public DemoCommand(IAnsiConsole console, TimeSpan warmUp, CancellationToken cancel)
        : base("demo", "Repeat micrograd's demo on two moons, and time its steps with and without Sum. The default command.")
    {
        _console = console;
        _warmUp = warmUp;
        _cancel = cancel;
        foreach (var option in new Option[] { _steps, _engine, _summation, _seed }) Options.Add(option);
        _run.AddTo(this);
        SetAction(Run);
    }

    /// <exception cref="UserErrorException">Something went wrong that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the run.</exception>
    private void Run(ParseResult given)
    {
        int steps = given.GetValue(_steps);
        int? seed = given.GetValue(_seed);
        var summation = given.GetValue(_summation) ?? DefaultSummation;
        var points = _run.ReadRows(given, new Random(seed ?? RunOptions.DefaultSeed));
        var folder = _run.OpenFolder(given);
        var model = seed is { } fresh ? MicrogradDemo.Model(new Random(fresh), summation: summation) : MicrogradDemo.Model(summation);
        var training = new DemoTraining(given.GetValue(_engine) ?? DefaultEngine, model, points, summation);
        using var saved = _run.OpenSaved(given, model, At(epochs: 0), _console);

        var losses = Train(training, steps);
        saved?.Save(At(steps));
        var final = training.Evaluate(steps);
        string weights = seed is { } number ? FormattableString.Invariant($"fresh weights of seed {number}") : "the demo's weights";
        _console.WriteLine($"after {Text.Count(steps, "step")} from {weights}:");
        _console.WriteLine($"loss {Text.Loss(final.Loss)} (hinge {Text.Loss(final.DataLoss)} + L2 {Text.Loss(final.L2)})");
        Report.WriteAccuracy(_console, final.Accuracy);
        StepTiming.Write(_console, points, _warmUp, _cancel);
        TerminalBoundary.Write(_console, model, points);
        Report.WriteFiles(_console, folder.WritePictures(model, points, final.Accuracy, losses));
        saved?.WriteFiles(_console);

        Checkpoint At(int epochs) => Checkpoint.Of(training.Optimizer, epochs, ModelFile.Describe(model));
    }

    private LossPicture Train(DemoTraining training, int steps)
    {
        var losses = new LossPicture("step");
        Report.Follow(_console, steps, show =>
        {
            int step = 0;
            foreach (var before in training.Run(steps))
            {
                _cancel.ThrowIfCancellationRequested();
                losses.Add(step, before.Loss);
                show(step, $"step {Text.Aligned(step, steps)}  loss {Text.Loss(before.Loss)}  accuracy {Text.Percent(before.Accuracy),7}");
                step++;
            }
        });
        return losses;
    }
}
