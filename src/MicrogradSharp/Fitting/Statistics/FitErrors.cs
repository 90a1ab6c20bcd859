using MicrogradSharp.Fitting.Models;

namespace MicrogradSharp.Fitting.Statistics;

/// <summary>Variances of the parameters of a fit, and of what depends on them.</summary>
/// <param name="set">The parameters.</param>
/// <param name="matrix">The Gauss–Newton matrix at the estimates.</param>
/// <param name="free">The estimates of the free parameters.</param>
/// <param name="variance">The variance of a residual of weight 1.</param>
internal sealed class FitErrors(ParameterSet set, GaussNewton matrix, double[] free, double variance)
{
    private readonly double[][] _slopes = RowsOf(set.Slopes(free));

    /// <summary>The Gauss–Newton matrix at the estimates.</summary>
    public GaussNewton Matrix => matrix;

    /// <summary>The variance of a residual of weight 1.</summary>
    public double Variance => variance;

    /// <summary>Whether the data determine a parameter.</summary>
    public bool IsDetermined(int index) => matrix.IsEstimable(_slopes[index]);

    /// <summary>√ of the variance, which itself may overflow.</summary>
    public double StandardError(int index)
    {
        if (set.IsFixed(index)) return 0;
        if (IsHeld(index)) return double.NaN;
        return IsDetermined(index) ? Math.Sqrt(variance) * matrix.InverseLength(_slopes[index]) : double.PositiveInfinity;
    }

    /// <summary>The covariance of two parameters, as <see cref="LeastSquaresResult.Covariance"/> defines it.</summary>
    public double Covariance(int i, int j)
    {
        if (set.IsFixed(i) || set.IsFixed(j)) return 0;
        if (IsHeld(i) || IsHeld(j)) return double.NaN;
        if (!IsDetermined(i) || !IsDetermined(j)) return i == j ? double.PositiveInfinity : double.NaN;
        return variance * matrix.Inverse(_slopes[i], _slopes[j]);
    }

    /// <summary>The variance of a number with these derivatives by the free parameters; +∞ if the data do not determine it.</summary>
    public double VarianceOf(ReadOnlySpan<double> slopes) =>
        matrix.IsEstimable(slopes) ? variance * matrix.Inverse(slopes, slopes) : double.PositiveInfinity;

    public double[,] Covariance() => Table((i, j) => Covariance(i, j));

    /// <summary>Makes a covariance of all parameters out of one of the free ones that have a column.</summary>
    public double[,] Spread(double[,] ofColumns)
    {
        var columns = matrix.Columns.ToArray();
        return Table((i, j) =>
        {
            double sum = 0;
            for (int a = 0; a < columns.Length; a++)
            {
                for (int b = 0; b < columns.Length; b++) sum += _slopes[i][columns[a]] * ofColumns[a, b] * _slopes[j][columns[b]];
            }
            return IsHeld(i) || IsHeld(j) ? double.NaN : sum;
        });
    }

    /// <summary>The correlations of a covariance; NaN where a variance is 0, infinite or NaN.</summary>
    public static double[,] Correlation(double[,] covariance)
    {
        int n = covariance.GetLength(0);
        double[,] correlation = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double size = Math.Sqrt(covariance[i, i]) * Math.Sqrt(covariance[j, j]);
                bool isKnown = size > 0 && double.IsFinite(size);
                correlation[i, j] = !isKnown ? double.NaN : i == j ? 1 : Math.Clamp(covariance[i, j] / size, -1, 1);
            }
        }
        return correlation;
    }

    /// <summary>Whether a free parameter is held at its bound.</summary>
    private bool IsHeld(int index)
    {
        int k = Array.IndexOf(set.Free, index);
        return k >= 0 && !matrix.Columns.Contains(k);
    }

    private double[,] Table(Func<int, int, double> entry)
    {
        double[,] table = new double[set.Count, set.Count];
        for (int i = 0; i < set.Count; i++)
        {
            for (int j = 0; j <= i; j++) table[i, j] = table[j, i] = entry(i, j);
        }
        return table;
    }

    private static double[][] RowsOf(double[,] table)
    {
        double[][] rows = new double[table.GetLength(0)][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[table.GetLength(1)];
            for (int j = 0; j < rows[i].Length; j++) rows[i][j] = table[i, j];
        }
        return rows;
    }
}
