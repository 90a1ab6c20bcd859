using System.CommandLine;
using System.CommandLine.Parsing;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>The options that demo and train share: the rows to learn from, and where the results go.</summary>
internal sealed class RunOptions
{
    public const int DefaultSeed = 1337;

    private const int DemoRows = 100;
    private const int DatasetRows = 500;

    /// <summary>The default of the noise leaves each shape easy to see.</summary>
    private static readonly (string Name, double Noise, Func<int, double, Random, Dataset> Generate)[] s_shapes =
    [
        ("moons", 0.1, (rows, noise, random) => Dataset.Moons(rows, noise, random)),
        ("circles", 0.05, (rows, noise, random) => Dataset.Circles(rows, noise, random)),
        ("spirals", 0, (rows, noise, random) => Dataset.Spirals(rows, noise, random)),
    ];

    private readonly Option<int?> _rows = new("--rows")
    {
        HelpName = "count",
        CustomParser = result => Parsers.WholeNumber(result, least: 2, PointsFile.MostRows),
    };

    private readonly Option<double?> _noise = new("--noise")
    {
        HelpName = "deviation",
        CustomParser = result => Parsers.Number(result, least: 0, most: 10),
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Train on the rows of this CSV file: the header x0,x1,label, then one row a line; labels are -1 and 1.",
        HelpName = "file.csv",
        CustomParser = Parsers.Path,
    };

    private readonly Option<string?> _dataset = new("--dataset")
    {
        Description = "Train on generated rows, or on a CSV file as with --data (default: the demo's rows of two moons).",
        HelpName = "moons|circles|spirals|file.csv",
        CustomParser = ShapeOrFile,
    };

    private readonly Option<ModelFile?> _save = new("--save")
    {
        Description = "Save the model to this file, as JSON or safetensors by its extension, "
            + "and beside it model.json.checkpoint, which train --resume reads.",
        HelpName = "model.json",
        CustomParser = result => new ModelFile(Parsers.Path(result)),
    };

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder for moons.png, moons.svg and loss.png; created if it does not exist.",
        HelpName = "folder",
        DefaultValueFactory = _ => "moons-out",
        CustomParser = Parsers.Path,
    };

    private readonly bool _hasDataset;

    private RunOptions(bool hasDataset)
    {
        _hasDataset = hasDataset;
        string noises = string.Join(", ", s_shapes.Select(shape => FormattableString.Invariant($"{shape.Noise} for {shape.Name}")));
        _rows.Description = hasDataset
            ? $"The number of rows to generate (default {DatasetRows} with --dataset, {DemoRows} moons with --noise alone)."
            : $"Train on this many generated rows instead of the demo's rows (default {DemoRows} with --noise).";
        _noise.Description = hasDataset
            ? $"The standard deviation of the noise of generated rows (default {noises})."
            : FormattableString.Invariant(
                $"The standard deviation of the noise of generated rows (default {s_shapes[0].Noise} with --rows).");
    }

    /// <summary>The demo knows moons only.</summary>
    public static RunOptions ForDemo() => new(hasDataset: false);

    public static RunOptions ForTrain() => new(hasDataset: true);

    public void AddTo(Command command)
    {
        if (_hasDataset) command.Options.Add(_dataset);
        foreach (var option in new Option[] { _data, _rows, _noise, _save, _out }) command.Options.Add(option);
        command.Validators.Add(CheckOneSource);
    }

    /// <summary>The rows to learn from: x0, x1 and the label.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="random">The source of order and noise, for rows that are generated.</param>
    /// <exception cref="UserErrorException">The rows cannot be read.</exception>
    public Dataset ReadRows(ParseResult given, Random random)
    {
        string? dataset = given.GetValue(_dataset);
        bool isShape = IsShape(dataset);
        if ((given.GetValue(_data) ?? (isShape ? null : dataset)) is { } file) return PointsFile.ReadLabelled(file);
        int? rows = given.GetValue(_rows);
        double? noise = given.GetValue(_noise);
        if (!isShape && rows is null && noise is null) return MicrogradDemo.Points();
        var shape = isShape ? Array.Find(s_shapes, shape => Matches(shape.Name, dataset)) : s_shapes[0];
        return shape.Generate(rows ?? (isShape ? DatasetRows : DemoRows), noise ?? shape.Noise, random);
    }

    /// <summary>Saves the model as it is before training; null when the user does not want it saved.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="model">The model.</param>
    /// <param name="start">The checkpoint from which the run starts.</param>
    /// <param name="console">Where results go.</param>
    /// <param name="resumed">The file that the model comes from: it is saved there unless the user names another.</param>
    /// <exception cref="UserErrorException">A file cannot be written.</exception>
    public SaveTarget? OpenSaved(ParseResult given, MLP model, Checkpoint start, IAnsiConsole console, ModelFile? resumed = null) =>
        (given.GetValue(_save) ?? resumed) is { } file ? SaveTarget.Open(file, model, start, console) : null;

    /// <summary>Makes the folder of the pictures.</summary>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public OutputFolder OpenFolder(ParseResult given) => OutputFolder.Open(given.GetValue(_out)!);

    /// <summary>Refuses options that name the rows twice.</summary>
    private void CheckOneSource(CommandResult result)
    {
        var dataset = result.GetResult(_dataset);
        bool isFile = result.GetResult(_data) is not null;
        if (dataset is not null && isFile) result.AddError("--dataset and --data both name the rows: give one of the two.");
        string? reader = isFile ? _data.Name : dataset?.Tokens is [var token] && !IsShape(token.Value) ? _dataset.Name : null;
        if (reader is null) return;
        foreach (var generator in new Option[] { _rows, _noise })
        {
            if (result.GetResult(generator) is null) continue;
            result.AddError($"{generator.Name} generates rows and {reader} reads them: give one of the two.");
        }
    }

    private static string? ShapeOrFile(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        bool isMistyped = !IsShape(text) && !text.Contains('.') && !Path.Exists(text);
        if (isMistyped) Parsers.Reject(result, Text.Listed([.. s_shapes.Select(shape => shape.Name), "a CSV file"], "or"));
        return text;
    }

    private static bool IsShape(string? text) => s_shapes.Any(shape => Matches(shape.Name, text));

    private static bool Matches(string name, string? text) => name.Equals(text, StringComparison.OrdinalIgnoreCase);
}
