using System.Collections.ObjectModel;

namespace MicrogradSharp.Datasets;

/// <summary>What the generators of labelled points in the plane have in common: noise, order, columns.</summary>
internal static class Points
{
    private static readonly ReadOnlyCollection<string> s_columns = Array.AsReadOnly(["x0", "x1", "label"]);

    /// <summary>Places point 0, 1, ... in shuffled rows, with normal noise on both coordinates.</summary>
    public static Dataset Draw(int count, double noise, Random random, Func<int, (double X0, double X1, double Label)> point)
    {
        Guard.AtLeastOne(count);
        Guard.FiniteAtLeastZero(noise);
        ArgumentNullException.ThrowIfNull(random);
        double[] rows = new double[(long)count * s_columns.Count];
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        for (int i = 0; i < count; i++)
        {
            var (x0, x1, label) = point(i);
            var row = rows.AsSpan(order[i] * s_columns.Count, s_columns.Count);
            row[0] = x0 + noise * random.NextNormal();
            row[1] = x1 + noise * random.NextNormal();
            row[2] = label;
        }
        return Dataset.TakeOver(s_columns, rows);
    }

    /// <summary>From 0 to 1, both included, in even steps.</summary>
    public static double Even(int i, int count) => count == 1 ? 0 : (double)i / (count - 1);
}
