using MicrogradSharp.Fitting.Solving;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Runs the solver from one start or several.</summary>
internal static class FitRun
{
    /// <summary>Runs the solver from every start that the options ask for, and returns the best outcome.</summary>
    /// <param name="set">The parameters.</param>
    /// <param name="residuals">The residuals as a function of the free ones.</param>
    /// <param name="options">The options.</param>
    /// <param name="start">The numbers of the free parameters at the first start.</param>
    public static FitOutcome Run(ParameterSet set, IResidualFunction residuals, LeastSquaresOptions options, double[] start)
    {
        var best = Solve(set, residuals, options, start);
        if (options.Starts == 1) return best;
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
        IResidualFunction residuals, LeastSquaresOptions options, double[] start, double[] low, double[] high, double[] scales)
    {
        var onStep = options.OnStep;
        var result = LeastSquaresSolver.Run(residuals, start, new SolverOptions
        {
            MaxIterations = options.MaxIterations,
            MaxEvaluations = options.MaxEvaluations,
            GradientTolerance = options.GradientTolerance,
            CostTolerance = options.CostTolerance,
            StepTolerance = options.StepTolerance,
            Lower = low,
            Upper = high,
            Scales = Array.Exists(scales, scale => scale > 0) ? scales : [],
            Loss = options.Loss,
            MaxThreads = options.MaxDegreeOfParallelism,
            Progress = onStep is null
                ? null
                : step => onStep(new FitStep(step.Iteration, step.Cost, step.Gradient, step.StepNorm)),
            CancellationToken = options.CancellationToken,
        });
        return new FitOutcome(
            result.Parameters, result.Residuals, result.Jacobian, result.Cost, result.StopReason, result.Iterations,
            result.ResidualEvaluations, result.JacobianEvaluations);
    }

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

    private static double[] Draw(ParameterSet set, LeastSquaresOptions options, double[] start, Random random)
    {
        double[] drawn = new double[start.Length];
        for (int k = 0; k < drawn.Length; k++)
        {
            var (low, high) = (set.Low[set.Free[k]], set.High[set.Free[k]]);
            double share = random.NextDouble();         // one number for each parameter, whatever its bounds are
            drawn[k] = double.IsFinite(low) && double.IsFinite(high)
                ? low + share * (high - low)
                : Math.Clamp(Spread(start[k], options.StartSpread, share), low, high);
        }
        return drawn;
    }

    private static double Spread(double start, double? spread, double share) => (start, spread) switch
    {
        (_, null) => start,
        (0, { } size) => size * (2 * share - 1),
        (_, { } size) => start * Math.Pow(1 + size, 2 * share - 1),
    };
}
