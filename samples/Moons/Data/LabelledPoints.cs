namespace Moons;

/// <summary>The rows to learn from: points of the plane, each with the label -1 or 1.</summary>
internal sealed class LabelledPoints
{
    /// <summary>The graph of a step grows by some 400 nodes with each row: more rows than this would not fit in memory.</summary>
    public const int MostRows = 10_000;

    public LabelledPoints(double[] x0, double[] x1, double[] labels)
    {
        X0 = x0;
        X1 = x1;
        Labels = labels;
    }

    public IReadOnlyList<double> X0 { get; }

    public IReadOnlyList<double> X1 { get; }

    public IReadOnlyList<double> Labels { get; }

    public int Count => Labels.Count;

    /// <summary>Whether a score has the sign of the row's label.</summary>
    public bool IsCorrect(int row, double score) => (Labels[row] > 0) == (score > 0);

    /// <summary>x0, x1 and the label, row after row.</summary>
    public double[] RowByRow()
    {
        double[] rows = new double[3 * Count];
        for (int row = 0; row < Count; row++)
        {
            rows[3 * row] = X0[row];
            rows[3 * row + 1] = X1[row];
            rows[3 * row + 2] = Labels[row];
        }
        return rows;
    }
}
