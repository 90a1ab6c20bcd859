using System.CommandLine;
using System.Globalization;
using MicrogradSharp.Datasets;
using Spectre.Console;

namespace Moons;

/// <summary>Shows what a saved model predicts for the points of a file.</summary>
internal sealed class PredictCommand : Command
{
    private const int MostShown = 20;

    private readonly IAnsiConsole _console;

    private readonly Option<ModelFile> _model = new("--model")
    {
        Description = "The model that --save wrote: JSON, or safetensors by its extension.",
        HelpName = "model.json",
        Required = true,
        CustomParser = result => new ModelFile(Parsers.Path(result)),
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "The points, a CSV file: the header x0,x1, then one row a line; "
            + "with a third column, label, of -1 and 1, the accuracy is shown too.",
        HelpName = "points.csv",
        Required = true,
        CustomParser = Parsers.Path,
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write all points to this CSV file, with the columns score and predicted, instead of showing the first points.",
        HelpName = "predictions.csv",
        CustomParser = Parsers.Path,
    };

    /// <param name="console">Where results go.</param>
    public PredictCommand(IAnsiConsole console) : base("predict", "Show what a saved model predicts for the points of a CSV file.")
    {
        _console = console;
        foreach (var option in new Option[] { _model, _data, _out }) Options.Add(option);
        SetAction(Run);
    }

    /// <exception cref="UserErrorException">A file cannot be read or written, or holds something else.</exception>
    private void Run(ParseResult given)
    {
        var model = given.GetValue(_model)!.Load();
        var points = PointsFile.Read(given.GetValue(_data)!);
        var predictions = WithColumns(points, Scores.Of(model, points));
        if (given.GetValue(_out) is { } path)
        {
            UserFile.Write(path, predictions.WriteCsv);
            Report.WriteFiles(_console, path);
        }
        else WriteTable(predictions);
        if (points.ColumnNames.Contains("label")) Report.WriteAccuracy(_console, Scores.Accuracy(model, points));
    }

    private static Dataset WithColumns(Dataset points, double[] scores)
    {
        var rows = new List<double>();
        for (int row = 0; row < scores.Length; row++) rows.AddRange([.. points.Row(row), scores[row], Scores.Label(scores[row])]);
        return new Dataset([.. points.ColumnNames, "score", "predicted"], rows.ToArray());
    }

    /// <summary>Writes the first rows, aligned, and how many there are.</summary>
    private void WriteTable(Dataset predictions)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string name in predictions.ColumnNames) table.AddColumn(name, column => column.RightAligned());
        for (int row = 0; row < Math.Min(predictions.RowCount, MostShown); row++)
        {
            table.AddRow([.. predictions.Row(row).ToArray().Zip(predictions.ColumnNames, Cell)]);
        }
        _console.Write(table);
        if (predictions.RowCount <= MostShown) return;
        _console.WriteLine(FormattableString.Invariant($"the first {MostShown} of {predictions.RowCount} rows; --out writes all"));
    }

    /// <summary>The same number of decimals in each row, so that the decimal points align.</summary>
    private static string Cell(double number, string column) =>
        number.ToString(column is "label" or "predicted" ? "F0" : "F4", CultureInfo.InvariantCulture);
}
