using MicrogradSharp.Datasets;
using Playground.Charts;

namespace Playground.Tabs.Network;

/// <summary>Points as paths of SVG, in a square from −100 to 100: a few paths are faster to draw than hundreds of circles.</summary>
public static class DotPaths
{
    /// <summary>The points of a training. Those for validation are hollow.</summary>
    public static IReadOnlyList<(string Css, string Path)> Of(NetworkTraining training)
    {
        var square = training.Points.Square;
        var paths = new List<(string, string)>();
        if (training.Validation is { } validation) paths.AddRange(Of(validation, square).Select(path => ($"{path.Css} hollow", path.Path)));
        paths.AddRange(Of(training.Training, square));
        return paths;
    }

    /// <summary>The points of a data set of x0, x1 and a label that is above 0 for orange; blue ones, then orange ones.</summary>
    public static IReadOnlyList<(string Css, string Path)> Of(Dataset points, Square square) =>
        [("blue", Path(points, square, false)), ("orange", Path(points, square, true))];

    private static string Path(Dataset points, Square square, bool isOrange) => string.Concat(
        Enumerable.Range(0, points.RowCount)
            .Where(i => points[i, 2] > 0 == isOrange)
            .Select(i => (X: 100 * (points[i, 0] - square.X) / square.Reach, Y: 100 * (points[i, 1] - square.Y) / square.Reach))
            .Where(place => Math.Abs(place.X) <= 100 && Math.Abs(place.Y) <= 100)
            .Select(place => $"M{Paths.Number(place.X)} {Paths.Number(-place.Y)}h0"));
}
