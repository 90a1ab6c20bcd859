using System.CommandLine;
using System.CommandLine.Parsing;

namespace Moons;

/// <summary>The options of the rows to learn from, and how they become a <see cref="RowSource"/>.</summary>
internal sealed class RowsCommandLine
{
    private const int DemoRows = 100;
    private const int TrainerRows = 500;

    private readonly Option<int?> _rows = new("--rows")
    {
        Description = $"Train on this many generated rows ({DemoRows} moons with --noise alone; {TrainerRows} rows with --dataset).",
        HelpName = "count",
        CustomParser = result => Parsers.WholeNumber(result, least: 2, LabelledPoints.MostRows),
    };

    private readonly Option<double?> _noise = new("--noise")
    {
        Description = FormattableString.Invariant(
            $"The standard deviation of the noise of generated rows (moons {Default(Shape.Moons)}, circles {Default(Shape.Circles)}, spirals {Default(Shape.Spirals)} unless told)."),
        HelpName = "deviation",
        CustomParser = result => Parsers.Number(result, least: 0, most: 10),
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Train on the rows of a CSV file: the header x0,x1,label, then a row a line, labels -1 and 1.",
        HelpName = "file.csv",
        CustomParser = Parsers.Path,
    };

    /// <summary>Rows of a shape, or of a file as with --data.</summary>
    public Option<string?> Dataset { get; } = new("--dataset")
    {
        Description = "Train on generated rows, or on a CSV file as with --data.",
        HelpName = "moons|circles|spirals|file.csv",
        CustomParser = ShapeOrFile,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Dataset, _data, _rows, _noise }) command.Options.Add(option);
        command.Validators.Add(OneSource);
    }

    public RowSource Read(ParseResult result)
    {
        string? dataset = result.GetValue(Dataset);
        var shape = ShapeOf(dataset);
        string? file = result.GetValue(_data) ?? (shape is null ? dataset : null);
        if (file is not null) return new RowSource.File(file);
        int? rows = result.GetValue(_rows);
        double? noise = result.GetValue(_noise);
        if (shape is null && rows is null && noise is null) return new RowSource.Carried();
        return new RowSource.Generated(shape ?? Shape.Moons, rows ?? (shape is null ? DemoRows : TrainerRows), noise);
    }

    private void OneSource(CommandResult result)
    {
        var dataset = result.GetResult(Dataset);
        bool isFile = result.GetResult(_data) is not null;
        if (dataset is not null && isFile) result.AddError("--dataset and --data both name the rows: give one of the two.");
        string? reader = isFile ? _data.Name : dataset?.Tokens is [var token] && ShapeOf(token.Value) is null ? Dataset.Name : null;
        if (reader is null) return;
        foreach (var generator in new Option[] { _rows, _noise })
        {
            if (result.GetResult(generator) is not null) result.AddError($"{generator.Name} generates rows and {reader} reads them: give one of the two.");
        }
    }

    private static double Default(Shape shape) => RowSource.Generated.DefaultNoise(shape);

    private static string? ShapeOrFile(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        bool isMistyped = ShapeOf(text) is null && !text.Contains('.') && !Path.Exists(text);
        if (isMistyped) Parsers.Reject(result, "moons, circles, spirals or a CSV file");
        return text;
    }

    private static Shape? ShapeOf(string? text) => text?.ToLowerInvariant() switch
    {
        "moons" => Shape.Moons,
        "circles" => Shape.Circles,
        "spirals" => Shape.Spirals,
        _ => null,
    };
}
