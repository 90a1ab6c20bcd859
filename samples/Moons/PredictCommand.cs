using MicrogradSharp.Datasets;
using Spectre.Console;

namespace Moons;

/// <summary>What a saved model says of the points of a file.</summary>
internal sealed class PredictCommand
{
    private readonly IAnsiConsole _console;
    private readonly PredictOptions _options;

    public PredictCommand(IAnsiConsole console, PredictOptions options)
    {
        _console = console;
        _options = options;
    }

    /// <exception cref="UserErrorException">A file cannot be read or written, or holds something else.</exception>
    public void Run()
    {
        var model = _options.Model.Load();
        var points = PointsFile.Read(_options.DataFile);
        var predictions = WithColumns(points, Scores.Of(model, points));
        if (_options.OutputFile is { } path)
        {
            UserFile.Write(path, predictions.WriteCsv);
            Summary.Write(_console, [path]);
        }
        else PredictionTable.Write(_console, predictions);
        if (points.ColumnNames.Contains("label")) Summary.WriteAccuracy(_console, Scores.Accuracy(model, points));
    }

    private static Dataset WithColumns(Dataset points, double[] scores)
    {
        var rows = new List<double>();
        for (int row = 0; row < scores.Length; row++) rows.AddRange([.. points.Row(row), scores[row], Scores.Label(scores[row])]);
        return new Dataset([.. points.ColumnNames, "score", "predicted"], rows.ToArray());
    }
}
