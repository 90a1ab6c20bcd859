using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The scores that a model gives the rows of a table: positive for the label 1.</summary>
internal static class Scores
{
    /// <param name="model">The model.</param>
    /// <param name="table">The columns x0 and x1, and others.</param>
    public static double[] Of(MLP model, Dataset table)
    {
        double[] scores = new double[table.RowCount];
        model.Predict(table.SelectColumns("x0", "x1").Rows, scores);
        return scores;
    }

    /// <summary>The fraction of the rows on the right side of the boundary, from 0 to 1.</summary>
    public static double Accuracy(MLP model, Dataset table)
    {
        double[] scores = Of(model, table), labels = table.Column("label");
        return scores.Zip(labels).Count(pair => Label(pair.First) == pair.Second) / (double)scores.Length;
    }

    /// <summary>The label that a score stands for, -1 or 1.</summary>
    public static double Label(double score) => score > 0 ? 1 : -1;
}
