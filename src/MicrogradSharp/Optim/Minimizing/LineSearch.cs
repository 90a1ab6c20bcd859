using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Searches along a direction from the current point. The result is the trial point of the minimisation.</summary>
internal sealed class LineSearch(Minimization run)
{
    private const int MaxTrials = 20;               // where the function is finite
    private const int MaxStepsBack = 60;
    private const double StepBack = 0.25;           // from a point where the function is not finite
    private const double SlowestFlat = 0.9;         // a flat step must reduce the gradient by this factor

    /// <summary>Whether the last search met a point where the function is not finite.</summary>
    public bool HasSteppedBack { get; private set; }

    /// <summary>Searches for a step that satisfies the strong Wolfe conditions.</summary>
    /// <param name="direction">The direction, downhill.</param>
    /// <param name="slope">The slope along it at the current point, below 0.</param>
    /// <param name="firstStep">The first step to try.</param>
    /// <param name="maxStep">The largest step that the bounds allow.</param>
    /// <returns>Any state but <see cref="LineSearchState.Searching"/>.</returns>
    public LineSearchState Run(ReadOnlySpan<double> direction, double slope, double firstStep, double maxStep)
    {
        var search = new MoreThuente(run.Current.Value, slope, firstStep, maxStep);
        HasSteppedBack = false;
        for (int trials = 0, stepsBack = 0; trials < MaxTrials && stepsBack < MaxStepsBack; trials++)
        {
            MoveTo(search.Step, direction);
            if (run.Trial.X.AsSpan().SequenceEqual(run.Current.X))
            {
                return stepsBack > 0 ? LineSearchState.NonFinite : LineSearchState.Stuck;
            }
            if (!run.TryEvaluate()) return LineSearchState.LimitReached;
            if (!run.Trial.IsFinite)
            {
                // The largest step is now below the one that failed, and the search starts again.
                double shorter = search.BestStep + StepBack * (search.Step - search.BestStep);
                if (shorter <= 0) return LineSearchState.NonFinite;
                search = new MoreThuente(run.Current.Value, slope, shorter, shorter);
                (trials, stepsBack, HasSteppedBack) = (0, stepsBack + 1, true);
                continue;
            }
            if (run.IsFlat && run.Trial.Norm <= SlowestFlat * run.Current.Norm) return LineSearchState.Flat;
            var state = search.Advance(run.Trial.Value, TensorPrimitives.Dot<double>(run.Trial.Gradient, direction));
            if (state != LineSearchState.Searching) return state;
        }
        return run.Trial.IsFinite ? LineSearchState.Stuck : LineSearchState.NonFinite;
    }

    private void MoveTo(double step, ReadOnlySpan<double> direction)
    {
        TensorPrimitives.MultiplyAdd(direction, step, run.Current.X, run.Trial.X);
        run.Box.Project(run.Trial.X);       // rounding may leave the bounds
    }
}
