using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>Runs the solver from several starts, and keeps the lowest cost.</summary>
/// <remarks>
/// The starts are a Latin hypercube (M. McKay, R. Beckman and W. Conover 1979): each parameter's range is cut into as many parts as
/// there are starts, and each part is used once. The same seed gives the same starts.
/// </remarks>
internal static class MultiStart
{
    private const double UnitOf53Bits = 1.0 / (1L << 53);

    /// <summary>Runs the solver from a given start, and from others in a box.</summary>
    /// <param name="function">The residuals.</param>
    /// <param name="start">The first start.</param>
    /// <param name="lower">The lowest start of each parameter.</param>
    /// <param name="upper">The highest start of each parameter.</param>
    /// <param name="count">The number of starts in the box.</param>
    /// <param name="seed">The seed of the starts.</param>
    /// <param name="options">The options of each run.</param>
    /// <returns>The result of the run with the lowest cost; of equals, the first.</returns>
    public static SolverResult Run(
        IResidualFunction function, ReadOnlySpan<double> start, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int count,
        ulong seed, SolverOptions options)
    {
        var best = LeastSquaresSolver.Run(function, start, options);
        double[] starts = Starts(lower, upper, count, seed);
        for (int i = 0; i < count; i++)
        {
            var result = LeastSquaresSolver.Run(function, starts.AsSpan(i * start.Length, start.Length), options);
            if (IsBetter(result, best)) best = result;
        }
        return best;
    }

    private static bool IsBetter(SolverResult result, SolverResult best) =>
        double.IsFinite(result.Cost) && !(result.Cost >= best.Cost);

    private static double[] Starts(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int count, ulong seed)
    {
        int n = lower.Length;
        double[] starts = new double[count * n];
        int[] parts = new int[count];
        var random = new SplitMix64(seed);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < count; i++) parts[i] = i;
            for (int i = count - 1; i > 0; i--)
            {
                int other = random.Next(i + 1);
                (parts[i], parts[other]) = (parts[other], parts[i]);
            }
            for (int i = 0; i < count; i++)
            {
                double share = (parts[i] + (random.Next() >> 11) * UnitOf53Bits) / count;
                starts[i * n + j] = lower[j] + share * (upper[j] - lower[j]);
            }
        }
        return starts;
    }
}
