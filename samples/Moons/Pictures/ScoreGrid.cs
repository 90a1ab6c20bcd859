using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The model's scores on a grid of points, computed once for each picture of the boundary, where the score is 0.</summary>
internal sealed class ScoreGrid
{
    private readonly double[,] _scores;

    private ScoreGrid(Window window, double[,] scores)
    {
        Window = window;
        _scores = scores;
    }

    public Window Window { get; }

    public int Columns => _scores.GetLength(0);

    public int Rows => _scores.GetLength(1);

    /// <summary>The score at a column, from the left, and a row, from the bottom.</summary>
    public double this[int column, int row] => _scores[column, row];

    /// <summary>Asks the model at the corners of the window and evenly in between.</summary>
    public static ScoreGrid Of(MLP model, Window window, int columns, int rows)
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
