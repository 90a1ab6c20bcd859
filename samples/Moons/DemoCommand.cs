using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>The run of micrograd's demo, from the data to the files: full batches, with any of the three engines.</summary>
internal sealed class DemoCommand
{
    private readonly IAnsiConsole _console;
    private readonly DemoOptions _options;
    private readonly TimeSpan _warmUp;

    public DemoCommand(IAnsiConsole console, DemoOptions options, TimeSpan warmUp)
    {
        _console = console;
        _warmUp = warmUp;
        _options = options;
    }

    /// <exception cref="UserErrorException">The data, the folder or the training went wrong in a way that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the run.</exception>
    public void Run(CancellationToken cancel)
    {
        var points = _options.Source.Read(new Random(_options.Seed ?? TrainOptions.DefaultSeed));
        var folder = OutputFolder.Open(_options.OutputFolder);
        var model = DemoModel.Create(_options.Seed, _options.Summation);
        var optimizer = new Sgd(model.Parameters, learningRate: 1);
        _options.SaveTo?.Save(model, Checkpoint.Of(optimizer, epochs: 0, ModelText.Of(model)));
        var training = new DemoTraining(Objectives.Create(_options.Engine, model, points, _options.Summation), optimizer, _options.Steps);

        var losses = Train(training, cancel);
        _options.SaveTo?.Save(model, Checkpoint.Of(optimizer, _options.Steps, ModelText.Of(model)));
        var final = training.Evaluate();
        Summary.Write(_console, final, _options);
        Summary.Write(_console, StepTiming.Measure(points, _warmUp, cancel));
        TerminalBoundary.Write(_console, model, points);
        Summary.Write(_console, PictureFiles.Write(folder, model, points, final.Accuracy, new LossCurves("step", losses, Validation: [])));
        if (_options.SaveTo is { } file) Summary.Write(_console, [file.Path]);
    }

    private List<(int, double)> Train(DemoTraining training, CancellationToken cancel)
    {
        var losses = new List<(int, double)>();
        TrainingReport.For(_console).Follow(_options.Steps, show =>
        {
            foreach (var record in training.Run())
            {
                cancel.ThrowIfCancellationRequested();
                losses.Add((record.Step, record.Before.Loss));
                show(record.Step, StepText.Of(record, _options.Steps));
            }
        });
        return losses;
    }
}
