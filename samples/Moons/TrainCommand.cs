using Spectre.Console;

namespace Moons;

/// <summary>A run from the data to the files.</summary>
internal sealed class TrainCommand
{
    private readonly IAnsiConsole _console;
    private readonly TrainOptions _options;
    private readonly TimeSpan _warmUp;

    public TrainCommand(IAnsiConsole console, TrainOptions options, TimeSpan warmUp)
    {
        _console = console;
        _warmUp = warmUp;
        _options = options;
    }

    /// <exception cref="UserErrorException">The data, the folder or the training went wrong in a way that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the run.</exception>
    public void Run(CancellationToken cancel)
    {
        var points = Points();
        var folder = OutputFolder.Open(_options.OutputFolder);
        var model = DemoModel.Create(_options.Seed, _options.Summation);
        var training = new Training(Objectives.Create(_options.Engine, model, points, _options.Summation), model.Parameters, _options.Steps);

        var records = Report().Follow(Stoppable(training.Run(), cancel), _options.Steps);
        var final = training.Evaluate();
        Summary.Write(_console, final, _options);
        Summary.Write(_console, StepTiming.Measure(points, _warmUp, cancel));
        TerminalBoundary.Write(_console, model, points);
        Summary.Write(_console, PictureFiles.Write(folder, model, points, records, final));
    }

    private LabelledPoints Points()
    {
        if (_options.DataFile is { } path) return PointsCsv.ReadFile(path);
        return _options.Generator?.Generate() ?? CarriedData.Points();
    }

    private ITrainingReport Report()
    {
        return _console.Profile.Capabilities is { Ansi: true, Interactive: true } ? new LiveReport(_console) : new PlainReport(_console);
    }

    private static IEnumerable<StepRecord> Stoppable(IEnumerable<StepRecord> steps, CancellationToken cancel)
    {
        foreach (var step in steps)
        {
            cancel.ThrowIfCancellationRequested();
            yield return step;
        }
    }
}
