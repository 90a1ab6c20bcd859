using System.Collections.ObjectModel;

namespace MicrogradSharp.Datasets;

/// <summary>Shared by the generators of labelled points in the plane: noise, order and columns.</summary>
internal static class Points
{
    private static readonly ReadOnlyCollection<string> s_columns = Array.AsReadOnly(["x0", "x1", "label"]);

    /// <summary>Returns points 0, 1, ... in shuffled rows, with normal noise in both coordinates.</summary>
    public static Dataset Draw(int count, double noise, Random random, Func<int, (double X0, double X1, double Label)> point)
    {
        Guard.AtLeastOne(count);
        Guard.FiniteAtLeastZero(noise);
        ArgumentNullException.ThrowIfNull(random);
        double[] points = new double[(long)count * s_columns.Count];
        for (int i = 0; i < count; i++)
        {
            var (x0, x1, label) = point(i);
            points[i * s_columns.Count] = x0 + noise * random.NextNormal();
            points[i * s_columns.Count + 1] = x1 + noise * random.NextNormal();
            points[i * s_columns.Count + 2] = label;
        }
        // the order is drawn last: drawn first, it would be undone by a Split with the same seed
        return Dataset.TakeOver(s_columns, points).Shuffle(random);
    }

    /// <summary>Returns number i of count even steps from 0 to 1, both included.</summary>
    public static double Even(int i, int count) => count == 1 ? 0 : (double)i / (count - 1);
}
