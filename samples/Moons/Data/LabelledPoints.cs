using MicrogradSharp.Datasets;

namespace Moons;

/// <summary>The rows to learn from: points of the plane, each with the label -1 or 1.</summary>
internal sealed class LabelledPoints
{
    /// <summary>The graph of a step grows by some 400 nodes with each row: more rows than this would not fit in memory.</summary>
    public const int MostRows = 10_000;

    /// <param name="table">The columns x0, x1 and label.</param>
    public LabelledPoints(Dataset table)
    {
        Table = table;
        X0 = table.Column(0);
        X1 = table.Column(1);
        Labels = table.Column(2);
    }

    public Dataset Table { get; }

    public IReadOnlyList<double> X0 { get; }

    public IReadOnlyList<double> X1 { get; }

    public IReadOnlyList<double> Labels { get; }

    public int Count => Labels.Count;

    /// <summary>Whether a score stands for the row's label.</summary>
    public bool IsCorrect(int row, double score) => Scores.Label(score) == Labels[row];
}
