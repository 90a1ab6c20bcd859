using System.CommandLine;
using System.CommandLine.Parsing;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The options of training on the command line, and how they become <see cref="DemoOptions"/> or <see cref="TrainOptions"/>.</summary>
internal sealed class TrainCommandLine
{
    private static readonly DemoOptions s_demo = new();
    private static readonly TrainOptions s_trainer = new();

    private static readonly Activation[] s_activations =
        [Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.GELU, Activation.SiLU, Activation.Softplus, Activation.Tanh, Activation.Sigmoid];

    private readonly RowsCommandLine _source = new();

    private readonly Option<int?> _steps = new("--steps")
    {
        Description = $"The demo: steps of gradient descent, each over all rows ({s_demo.Steps} unless told).",
        HelpName = "count",
        CustomParser = result => Parsers.WholeNumber(result, least: 1, most: 1_000_000),
    };

    private readonly Option<Engine?> _engine = new("--engine")
    {
        Description = "The demo: how a step computes: on a new graph, on one that is built once, or on a recorded tape (tape unless told).",
        HelpName = "eager|retained|tape",
        CustomParser = result => Parsers.Choice(result, Enum.GetValues<Engine>()),
    };

    private readonly Option<Summation?> _summation = new("--summation")
    {
        Description = "The demo: how the graph adds: one Sum node for any number of terms, or a chain of binary additions (nary unless told).",
        HelpName = "nary|chained",
        CustomParser = result => Parsers.Choice(result, Enum.GetValues<Summation>()),
    };

    private readonly Option<OptimizerKind?> _optimizer = new("--optimizer")
    {
        Description = "The trainer: what moves the weights (adam unless told).",
        HelpName = "sgd|adam|adamw|rmsprop|adagrad",
        CustomParser = result => Parsers.Choice(result, Enum.GetValues<OptimizerKind>()),
    };

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = $"The trainer: the learning rate ({Rates()} unless told).",
        HelpName = "number",
        CustomParser = result => Parsers.Number(result, least: 0.000001, most: 10),
    };

    private readonly Option<Activation?> _activation = new("--activation")
    {
        Description = "The trainer: the activation of the hidden layers (relu unless told).",
        HelpName = string.Join('|', s_activations.Select(Parsers.Lower)),
        CustomParser = result => Parsers.Choice(result, s_activations),
    };

    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = $"The trainer: how often it goes through all rows ({s_trainer.Epochs} unless told); with --resume, those of before included.",
        HelpName = "count",
        CustomParser = result => Parsers.WholeNumber(result, least: 1, most: 1_000_000),
    };

    private readonly Option<int?> _batch = new("--batch")
    {
        Description = $"The trainer: the rows of a step ({s_trainer.Batch} unless told).",
        HelpName = "count",
        CustomParser = result => Parsers.WholeNumber(result, least: 1, LabelledPoints.MostRows),
    };

    private readonly Option<double?> _validation = new("--validation")
    {
        Description = FormattableString.Invariant($"The trainer: the part of the rows that it is not trained on, for a loss and an accuracy of their own ({s_trainer.Validation} unless told; 0 for none)."),
        HelpName = "fraction",
        CustomParser = result => Parsers.Number(result, least: 0, most: 0.9),
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "The trainer: go on with a model of --save, to the very numbers of a run without a break: give its other options again, and more --epochs. Saves there too, unless --save names another file.",
        HelpName = "model.json",
        CustomParser = Parsers.Path,
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = $"The demo: start from fresh random weights of this seed, not from its own. The trainer: the seed of all that is random. Generated rows: theirs ({TrainOptions.DefaultSeed} unless told).",
        HelpName = "number",
        CustomParser = result => Parsers.WholeNumber(result, int.MinValue, int.MaxValue),
    };

    private readonly Option<string?> _save = new("--save")
    {
        Description = "Write the model to this file, as JSON or safetensors by its extension, and beside it model.json.checkpoint, "
            + "every tenth of the way: what --resume goes on from.",
        HelpName = "model.json",
        CustomParser = Parsers.Path,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder for moons.png, moons.svg and loss.png; made if it is not there.",
        HelpName = "folder",
        DefaultValueFactory = _ => s_demo.OutputFolder,
        CustomParser = Parsers.Path,
    };

    private Option[] DemosOwn => [_steps, _engine, _summation];

    private Option[] TrainersOwn => [_source.Dataset, _optimizer, _rate, _activation, _epochs, _batch, _validation, _resume];

    public void AddTo(Command command)
    {
        foreach (var option in DemosOwn) command.Options.Add(option);
        _source.AddTo(command);
        foreach (var option in (Option[])[.. TrainersOwn.Except([_source.Dataset]), _seed, _save, _out]) command.Options.Add(option);
        command.Validators.Add(OneLoop);
    }

    /// <summary>Whether an option asks for the trainer: without one, the run is the demo.</summary>
    public bool AsksForTrainer(ParseResult result) => TrainersOwn.Any(option => result.GetResult(option) is not null);

    public DemoOptions ReadDemo(ParseResult result) => new()
    {
        Steps = result.GetValue(_steps) ?? s_demo.Steps,
        Seed = result.GetValue(_seed),
        Source = _source.Read(result),
        Engine = result.GetValue(_engine) ?? s_demo.Engine,
        Summation = result.GetValue(_summation) ?? s_demo.Summation,
        OutputFolder = result.GetValue(_out)!,
        SaveTo = File(result.GetValue(_save)),
    };

    public TrainOptions ReadTrainer(ParseResult result) => new()
    {
        Seed = result.GetValue(_seed) ?? s_trainer.Seed,
        Source = _source.Read(result),
        Optimizer = result.GetValue(_optimizer) ?? s_trainer.Optimizer,
        Rate = result.GetValue(_rate),
        Activation = result.GetValue(_activation),
        Epochs = result.GetValue(_epochs) ?? s_trainer.Epochs,
        Batch = result.GetValue(_batch) ?? s_trainer.Batch,
        Validation = result.GetValue(_validation) ?? s_trainer.Validation,
        OutputFolder = result.GetValue(_out)!,
        SaveTo = File(result.GetValue(_save) ?? result.GetValue(_resume)),
        ResumeFrom = File(result.GetValue(_resume)),
    };

    private void OneLoop(CommandResult result)
    {
        var demo = Array.Find(DemosOwn, option => result.GetResult(option) is not null);
        var trainer = Array.Find(TrainersOwn, option => result.GetResult(option) is not null);
        if (demo is null || trainer is null) return;
        result.AddError($"{demo.Name} is for the demo and {trainer.Name} for the trainer: give one of the two.");
    }

    private static ModelFile? File(string? path) => path is null ? null : new ModelFile(path);

    private static string Rates() => string.Join(", ",
        Enum.GetValues<OptimizerKind>().Select(kind => FormattableString.Invariant($"{Parsers.Lower(kind)} {Optimizers.DefaultRate(kind)}")));
}
