using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Searches along a direction from the current point. The result is the trial point of the minimisation.</summary>
internal sealed class LineSearch(Minimization run)
{
    private const int MaxTrials = 20;               // where the function is finite
    private const int MaxStepsBack = 60;
    private const double StepBack = 0.25;           // from a point where the function is not finite
    private const double SlowestFlat = 0.9;         // a flat step must reduce the gradient by this factor

    private double[] _direction = [];
    private double _slope;
    private MoreThuente _search;
    private int _trials, _stepsBack;

    /// <summary>Whether the last search met a point where the function is not finite.</summary>
    public bool HasSteppedBack { get; private set; }

    /// <summary>
    /// Begins the search for a step that satisfies the strong Wolfe conditions. While <see cref="Propose"/> says so, evaluate the trial
    /// point and call <see cref="Advance"/>.
    /// </summary>
    /// <param name="direction">The direction, downhill.</param>
    /// <param name="slope">The slope along it at the current point, below 0.</param>
    /// <param name="firstStep">The first step to try.</param>
    /// <param name="maxStep">The largest step that the bounds allow.</param>
    public void Begin(double[] direction, double slope, double firstStep, double maxStep)
    {
        (_direction, _slope, _search) = (direction, slope, new MoreThuente(run.Current.Value, slope, firstStep, maxStep));
        (_trials, _stepsBack, HasSteppedBack) = (0, 0, false);
    }

    /// <summary>Moves the trial point to the next step.</summary>
    /// <returns><see cref="LineSearchState.Searching"/> if it must be evaluated, else how the search ended.</returns>
    public LineSearchState Propose()
    {
        if (_trials == MaxTrials || _stepsBack == MaxStepsBack)
        {
            return run.Trial.IsFinite ? LineSearchState.Stuck : LineSearchState.NonFinite;
        }
        MoveTo(_search.Step);
        if (!run.Trial.X.AsSpan().SequenceEqual(run.Current.X)) return LineSearchState.Searching;
        run.Trial.Value = double.NaN;       // that of the last trial was at another point
        return _stepsBack > 0 ? LineSearchState.NonFinite : LineSearchState.Stuck;
    }

    /// <summary>Takes the trial point, which has been evaluated.</summary>
    /// <returns><see cref="LineSearchState.Searching"/> to go on, else how the search ended.</returns>
    public LineSearchState Advance()
    {
        _trials++;
        if (!run.Trial.IsFinite)
        {
            // The largest step is now below the one that failed, and the search starts again.
            double shorter = _search.BestStep + StepBack * (_search.Step - _search.BestStep);
            if (shorter <= 0) return LineSearchState.NonFinite;
            _search = new MoreThuente(run.Current.Value, _slope, shorter, shorter);
            (_trials, _stepsBack, HasSteppedBack) = (1, _stepsBack + 1, true);
            return LineSearchState.Searching;
        }
        if (run.IsFlat && run.Trial.Norm <= SlowestFlat * run.Current.Norm) return LineSearchState.Flat;
        return _search.Advance(run.Trial.Value, TensorPrimitives.Dot<double>(run.Trial.Gradient, _direction));
    }

    private void MoveTo(double step)
    {
        TensorPrimitives.MultiplyAdd(_direction, step, run.Current.X, run.Trial.X);
        run.Box.Project(run.Trial.X);       // rounding may leave the bounds
    }
}
