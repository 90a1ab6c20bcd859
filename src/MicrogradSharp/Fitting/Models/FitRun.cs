using MicrogradSharp.Fitting.Solving;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Runs the solver from one start or several.</summary>
internal static class FitRun
{
    /// <summary>Runs the solver from every start that the options ask for, and returns the best outcome.</summary>
    /// <param name="set">The parameters.</param>
    /// <param name="residuals">The residuals as a function of the free ones.</param>
    /// <param name="options">The options.</param>
    /// <param name="start">The numbers of all parameters at the first start.</param>
    public static FitOutcome Run(ParameterSet set, IResidualFunction residuals, LeastSquaresOptions options, double[] start)
    {
        var best = Solve(set, residuals, options, set.OfFree(start));
        var random = new Random(options.StartSeed);
        for (int k = 1; k < options.Starts; k++)
        {
            var next = Solve(set, residuals, options, Draw(set, options, start, random));
            if (IsBetter(next, best)) best = next;
        }
        return best;
    }

    /// <summary>Runs the solver once.</summary>
    public static FitOutcome Solve(
        IResidualFunction residuals, LeastSquaresOptions options, double[] start, double[] low, double[] high, double[] scales) =>
        InterimSolver.Run(residuals, start, low, high, options);

    /// <summary>What the solver minimises, of weighted residuals.</summary>
    public static double Cost(ReadOnlySpan<double> residuals, LeastSquaresOptions options)
    {
        double sum = 0;
        foreach (double residual in residuals) sum += options.Loss?.Value(residual * residual) ?? residual * residual;
        return 0.5 * sum;
    }

    private static FitOutcome Solve(ParameterSet set, IResidualFunction residuals, LeastSquaresOptions options, double[] free) =>
        Solve(residuals, options, free, set.OfFree(set.Low), set.OfFree(set.High), set.OfFree(set.Scales));

    private static bool IsBetter(FitOutcome next, FitOutcome best) =>
        double.IsFinite(next.Cost) && (!double.IsFinite(best.Cost) || next.Cost < best.Cost);

    private static double[] Draw(ParameterSet set, LeastSquaresOptions options, double[] start, Random random) =>
        Array.ConvertAll(set.Free, i =>
        {
            var (low, high) = (set.Low[i], set.High[i]);
            double share = random.NextDouble();         // one number for each parameter, whatever its bounds are
            if (double.IsFinite(low) && double.IsFinite(high)) return low + share * (high - low);
            if (options.StartSpread is not { } spread) return start[i];
            double drawn = start[i] == 0 ? spread * (2 * share - 1) : start[i] * Math.Pow(1 + spread, 2 * share - 1);
            return Math.Clamp(drawn, low, high);
        });
}
