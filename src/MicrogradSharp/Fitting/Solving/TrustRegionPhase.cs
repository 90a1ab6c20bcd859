namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// Levenberg–Marquardt steps within a trust region (Moré 1978), with variable projection and geodesic acceleration, until the gradient is
/// small enough for the last phase, or nothing is gained any more.
/// </summary>
internal sealed class TrustRegionPhase
{
    private const double Epsilon = 2.220446049250313e-16;
    private const double LeastRatio = 1e-4, LongestAcceleration = 0.75, SumNoise = 1e-12, SmallShare = 0.01;
    private const double LeastFirstRadius = 1e-3;
    private const int MaxLinearSolutions = 3;

    private readonly SolverRun _run;
    private readonly BoundedStep _bounded;
    private readonly NewtonStep _tangent;
    private readonly double[] _acceleration, _c;
    private double _radius = -1;
    private bool _expectsSuccess = true;

    public TrustRegionPhase(SolverRun run)
    {
        int n = run.Step.Length;
        _run = run;
        _bounded = new BoundedStep(run.Model, run.ParameterBox);
        _tangent = new NewtonStep(n);
        (_acceleration, _c) = (new double[n], new double[n]);
    }

    /// <summary>Whether the last points tried were not finite.</summary>
    public bool IsNonFinite { get; private set; }

    /// <summary>The gradient relative to the residuals, at the current point.</summary>
    public double RelativeGradient()
    {
        var point = _run.Point;
        if (point.Cost == 0) return 0;
        _tangent.Factor(_run.Model, _run.ParameterBox, point.Parameters, _run.Gradient);
        return _tangent.GradientLength(_run.Gradient) / Math.Sqrt(2 * point.Cost);
    }

    /// <summary>Tries steps.</summary>
    /// <param name="enough">Stops when the relative gradient is at most this.</param>
    /// <returns>Why it stopped.</returns>
    public PhaseOutcome Run(double enough)
    {
        while (true)
        {
            double gradient = RelativeGradient();
            if (gradient <= Math.Max(enough, _run.Options.GradientTolerance)) return PhaseOutcome.SmallGradient;
            if (_run.HasVanished) return PhaseOutcome.NoDecrease;
            if (_run.Limit is not null) return PhaseOutcome.Limit;
            if (TryStep(gradient) is { } outcome) return outcome;
        }
    }

    private PhaseOutcome? TryStep(double gradient)
    {
        _run.BeginIteration();
        double size = _run.ScaledSize();
        if (_radius < 0) _radius = FirstRadius(size);
        var (point, model, step) = (_run.Point, _run.Model, _run.Step);
        double length = _bounded.Compute(model, point.Parameters, _run.Gradient, _run.Scales, _radius, step);
        double predicted = model.PredictedDecrease(step);
        if (!(predicted > 0)) return Shrink(0.1 * Math.Min(_radius, 10 * length), size);
        if (_run.Options.IsGeodesic && _bounded.Lambda > 0) Accelerate(length);
        if (!_run.PlaceTrial()) return PhaseOutcome.NoDecrease;

        bool hasModel = _run.HasLinear || _expectsSuccess;
        bool isFinite = hasModel ? _run.TryModelTrial() : _run.Evaluator.Evaluate(_run.Trial);
        IsNonFinite = !isFinite;
        if (!isFinite)
        {
            _expectsSuccess = false;
            return Shrink(0.1 * Math.Min(_radius, length), size);
        }
        double before = point.Cost, after = _run.HasLinear ? SolveLinear(before) : _run.Trial.Cost;
        double decrease = before - after, ratio = decrease / predicted;
        bool isAccepted = ratio > LeastRatio;
        UpdateRadius(ratio, length);
        _expectsSuccess = ratio > 0.25;
        if (isAccepted)
        {
            if (!hasModel && !_run.TryModelTrial()) return Shrink(0.1 * Math.Min(_radius, length), size);
            _run.AcceptTrial();
            _run.Options.Progress?.Invoke(
                new SolverProgress(_run.Iterations, _run.Point.Cost, gradient, length, _bounded.Lambda, _radius));
        }
        bool isSmall = Math.Abs(decrease) <= _run.Options.CostTolerance * before && predicted <= _run.Options.CostTolerance * before;
        if (isSmall) return PhaseOutcome.SmallDecrease;
        if (length <= _run.Options.StepTolerance * size) return PhaseOutcome.SmallStep;
        bool isFlat = Math.Abs(decrease) <= Epsilon * before && predicted <= Epsilon * before;
        return isFlat || _radius <= Epsilon * size ? PhaseOutcome.NoDecrease : null;
    }

    /// <summary>
    /// Moves the linear parameters of the trial to where they are best, unless too little is gained for another evaluation, or the trial
    /// will be rejected.
    /// </summary>
    /// <param name="before">The cost to compare with; infinity if there is none.</param>
    /// <returns>The cost at the best linear parameters.</returns>
    public double SolveLinear(double before)
    {
        var trial = _run.Trial;
        for (int pass = 0; ; pass++)
        {
            double share = _run.TrialModel.LinearShare, after = trial.Cost - share;
            double gained = double.IsFinite(before) ? before - after : 0, noise = SumNoise * trial.Cost;
            if (pass == MaxLinearSolutions) return trial.Cost;
            if (after - noise > before || share <= Math.Max(SmallShare * gained, Epsilon * after)) return after;
            double cost = trial.Cost;
            _acceleration.AsSpan().Clear();
            if (after > noise)
            {
                _run.TrialModel.CompleteLinear(_run.TrialModel.C, _acceleration);
            }
            else
            {
                // what is left of a large cost is rounding: from 0, nothing cancels
                foreach (int j in _run.Model.Order[.._run.Model.LinearCount]) _acceleration[j] = -trial.Parameters[j];
            }
            for (int j = 0; j < _acceleration.Length; j++) trial.Parameters[j] += _acceleration[j];
            if (_run.TryModelTrial() && trial.Cost <= cost) continue;
            for (int j = 0; j < _acceleration.Length; j++) trial.Parameters[j] -= _acceleration[j];
            _run.TryModelTrial();
            return trial.Cost;
        }
    }

    /// <summary>
    /// Adds half of the acceleration a of the path, −(JᵀJ + λD²)⁻¹ Jᵀ d²r/dt² along the step v, if 2‖D a‖ ≤ 0.75‖D v‖ (M. Transtrum and
    /// J. Sethna, Improvements to the Levenberg–Marquardt algorithm for nonlinear least-squares minimization, 2012).
    /// </summary>
    private void Accelerate(double length)
    {
        var (point, model, step) = (_run.Point, _run.Model, _run.Step);
        if (!_run.Evaluator.HasJacobian(point)) _run.Evaluator.EnsureJacobian(point);
        _run.Evaluator.Acceleration(point, step, _acceleration);
        if (!model.TrySolveTransposed(_acceleration, _c)) return;
        _bounded.ComputeAgain(model, _c, _run.Scales, _acceleration);
        double squares = 0;
        for (int k = model.LinearCount; k < model.Count; k++)
        {
            double scaled = _run.Scales[model.Order[k]] * _acceleration[model.Order[k]];
            squares += scaled * scaled;
        }
        if (!(2 * Math.Sqrt(squares) <= LongestAcceleration * length)) return;
        for (int j = 0; j < step.Length; j++) step[j] += 0.5 * _acceleration[j];
    }

    /// <summary>
    /// Returns a multiple of ‖D p‖, as MINPACK does. Where p is near 0, it is a part of the residuals' length, which has the units of D p.
    /// </summary>
    private double FirstRadius(double size) =>
        Math.Max(_run.Options.FirstRadius * size, LeastFirstRadius * Math.Sqrt(2 * _run.Point.Cost));

    private void UpdateRadius(double ratio, double length)
    {
        if (ratio < 0.25) _radius = Math.Clamp(0.5 / Math.Max(1 - ratio, 1e-10), 0.1, 0.5) * Math.Min(_radius, length);
        else if (ratio > 0.75) _radius = Math.Max(_radius, 2 * length);
    }

    private PhaseOutcome? Shrink(double radius, double size)
    {
        _radius = radius;
        return _radius <= Epsilon * size || _radius < 1e-300 ? PhaseOutcome.NoDecrease : null;
    }
}
