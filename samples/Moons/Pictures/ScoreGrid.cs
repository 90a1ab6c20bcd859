using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using ScottPlot;

namespace Moons;

/// <summary>The model's scores on a grid of points, computed once for each picture of the boundary, where the score is 0.</summary>
internal sealed class ScoreGrid
{
    private const double Margin = 0.12;
    private const double LeastMargin = 0.1;    // all points may share a coordinate

    private readonly double[,] _scores;

    private ScoreGrid(CoordinateRect window, double[,] scores)
    {
        Window = window;
        _scores = scores;
    }

    public CoordinateRect Window { get; }

    public int Columns => _scores.GetLength(0);

    public int Rows => _scores.GetLength(1);

    /// <summary>The score at a column, from the left, and a row, from the bottom.</summary>
    public double this[int column, int row] => _scores[column, row];

    /// <summary>The part of the plane that a picture shows, in the terminal and in files: all points, with some room around them.</summary>
    public static CoordinateRect WindowAround(Dataset points)
    {
        double[] x = points.Column(0), y = points.Column(1);
        double left = x.Min(), right = x.Max(), bottom = y.Min(), top = y.Max();
        double dx = Math.Max(Margin * (right - left), LeastMargin), dy = Math.Max(Margin * (top - bottom), LeastMargin);
        return new CoordinateRect(left - dx, right + dx, bottom - dy, top + dy);
    }

    /// <summary>Asks the model at the corners of the window and evenly in between.</summary>
    public static ScoreGrid Of(MLP model, CoordinateRect window, int columns, int rows)
    {
        double[] places = new double[2 * columns * rows], answers = new double[columns * rows];
        for (int i = 0; i < answers.Length; i++)
        {
            places[2 * i] = window.Left + window.Width * (i % columns) / (columns - 1);
            places[2 * i + 1] = window.Bottom + window.Height * (i / columns) / (rows - 1);
        }
        model.Predict(places, answers);
        double[,] scores = new double[columns, rows];
        for (int i = 0; i < answers.Length; i++) scores[i % columns, i / columns] = answers[i];
        return new ScoreGrid(window, scores);
    }

    /// <summary>The place of a grid point, which need not be whole.</summary>
    public (double X, double Y) Place(double column, double row) =>
        (Window.Left + Window.Width * column / (Columns - 1), Window.Bottom + Window.Height * row / (Rows - 1));
}
