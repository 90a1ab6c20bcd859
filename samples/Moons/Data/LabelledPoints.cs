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
}
