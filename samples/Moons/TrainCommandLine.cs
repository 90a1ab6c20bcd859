using System.CommandLine;
using System.CommandLine.Parsing;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The options of training on the command line, and how they become <see cref="TrainOptions"/>.</summary>
internal sealed class TrainCommandLine
{
    private static readonly TrainOptions s_defaults = new();

    private readonly Option<int> _steps = new("--steps")
    {
        Description = "Steps of gradient descent, each over all rows.",
        HelpName = "count",
        DefaultValueFactory = _ => s_defaults.Steps,
        CustomParser = result => Parsers.WholeNumber(result, least: 1, most: 1_000_000),
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Start from fresh random weights of this seed, not from the demo's own.",
        HelpName = "number",
        CustomParser = result => Parsers.WholeNumber(result, int.MinValue, int.MaxValue),
    };

    private readonly Option<int?> _rows = new("--rows")
    {
        Description = $"Train on this many generated moons, with the noise of --noise and the seed of --seed (or {MoonsGenerator.DefaultSeed}).",
        HelpName = "count",
        CustomParser = result => Parsers.WholeNumber(result, least: 2, LabelledPoints.MostRows),
    };

    private readonly Option<double?> _noise = new("--noise")
    {
        Description = $"The standard deviation of the generated moons' noise (0.1 with --rows alone; without --rows, {MoonsGenerator.DefaultRows} rows).",
        HelpName = "deviation",
        CustomParser = result => Parsers.Number(result, least: 0, most: 10),
    };

    private readonly Option<Engine?> _engine = new("--engine")
    {
        Description = "How a step computes: on a new graph, on one that is built once, or on a recorded tape (tape unless told).",
        HelpName = "eager|retained|tape",
        CustomParser = result => Parsers.Choice(result, Engine.Eager, Engine.Retained, Engine.Tape),
    };

    private readonly Option<Summation?> _summation = new("--summation")
    {
        Description = "How the graph adds: one Sum node for any number of terms, or a chain of binary additions (nary unless told).",
        HelpName = "nary|chained",
        CustomParser = result => Parsers.Choice(result, Summation.Nary, Summation.Chained),
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Train on the rows of a CSV file: the header x0,x1,label, then a row a line, labels -1 and 1.",
        HelpName = "file.csv",
        CustomParser = Parsers.Path,
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder for moons.png, moons.svg and loss.png; made if it is not there.",
        HelpName = "folder",
        DefaultValueFactory = _ => s_defaults.OutputFolder,
        CustomParser = Parsers.Path,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _steps, _seed, _rows, _noise, _engine, _summation, _data, _out }) command.Options.Add(option);
        command.Validators.Add(OneSourceOfRows);
    }

    public TrainOptions Read(ParseResult result)
    {
        int? seed = result.GetValue(_seed), rows = result.GetValue(_rows);
        double? noise = result.GetValue(_noise);
        return new TrainOptions
        {
            Steps = result.GetValue(_steps),
            Seed = seed,
            Generator = rows is null && noise is null
                ? null
                : new MoonsGenerator(rows ?? MoonsGenerator.DefaultRows, noise ?? MoonsGenerator.DefaultNoise, seed ?? MoonsGenerator.DefaultSeed),
            Engine = result.GetValue(_engine) ?? s_defaults.Engine,
            Summation = result.GetValue(_summation) ?? s_defaults.Summation,
            DataFile = result.GetValue(_data),
            OutputFolder = result.GetValue(_out)!,
        };
    }

    private void OneSourceOfRows(CommandResult result)
    {
        if (result.GetResult(_data) is null) return;
        foreach (var generator in new Option[] { _rows, _noise })
        {
            if (result.GetResult(generator) is not null) result.AddError($"{generator.Name} generates rows and --data reads them: give one of the two.");
        }
    }
}
