using System.Globalization;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Checks of many data sets. Messages name the one that is wrong.</summary>
internal static class ManyChecks
{
    /// <exception cref="ArgumentException">The numbers of data sets differ, or one is wrong.</exception>
    public static FitData[] Data(
        IReadOnlyList<double[]> rows, IReadOnlyList<double[]> ys, int columns, int free, CurveFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(ys);
        if (rows.Count != ys.Count)
        {
            throw new ArgumentException($"ys must hold as many data sets as the rows, {rows.Count}, but held {ys.Count}.", nameof(ys));
        }
        var data = new FitData[rows.Count];
        for (int i = 0; i < data.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(rows[i], $"rows[{i}]");
            ArgumentNullException.ThrowIfNull(ys[i], $"ys[{i}]");
            if (rows[i].Length != (long)ys[i].Length * columns)
            {
                throw new ArgumentException(
                    $"rows[{i}] must hold {NumberText.Count((long)ys[i].Length * columns, "number")}, {columns} for each y, " +
                    $"but held {rows[i].Length}.", nameof(rows));
            }
            DataCheck.Finite(rows[i], $"rows[{i}]");
            DataCheck.Finite(ys[i], $"ys[{i}]");
            double[] factors = DataCheck.Factors(options, ys[i].Length);
            DataCheck.NotTiny(ys[i], factors, $"ys[{i}]");
            DataCheck.Enough(DataCheck.Observations(factors, ys[i].Length), free, "point", $"ys[{i}]");
            data[i] = new FitData([.. rows[i]], [.. ys[i]], factors);
        }
        return data;
    }

    /// <exception cref="ArgumentException">There is not a start for each data set, or one is outside the bounds.</exception>
    public static double[][] Starts(IReadOnlyList<double[]> starts, int count, ParameterSet parameters)
    {
        if (starts.Count != count)
        {
            throw new ArgumentException($"starts must hold one for each data set, {count}, but held {starts.Count}.", nameof(starts));
        }
        double[] low = parameters.OfFree(parameters.Low), high = parameters.OfFree(parameters.High);
        double[][] copies = new double[count][];
        for (int i = 0; i < count; i++)
        {
            ArgumentNullException.ThrowIfNull(starts[i], $"starts[{i}]");
            if (starts[i].Length != low.Length)
            {
                throw new ArgumentException(
                    $"starts[{i}] must hold a number for each free parameter, {low.Length}, but held {starts[i].Length}.", nameof(starts));
            }
            DataCheck.Finite(starts[i], $"starts[{i}]");
            for (int k = 0; k < low.Length; k++)
            {
                if (starts[i][k] >= low[k] && starts[i][k] <= high[k]) continue;
                string name = parameters.Names[parameters.Free[k]];
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"starts[{i}] must be inside the bounds, {low[k]} to {high[k]} for {name}, but is {starts[i][k]}."), nameof(starts));
            }
            copies[i] = [.. starts[i]];
        }
        return copies;
    }
}
