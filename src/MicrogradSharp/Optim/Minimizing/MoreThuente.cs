namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// Finds a step t along a descent direction that satisfies the strong Wolfe conditions
/// φ(t) ≤ φ(0) + μ t φ'(0) and |φ'(t)| ≤ η |φ'(0)|.
/// </summary>
/// <remarks>
/// J. J. Moré and D. J. Thuente, Line search algorithms with guaranteed sufficient decrease, ACM Transactions on Mathematical Software
/// 20 (1994), sections 2 to 4. The caller evaluates φ at <see cref="Step"/> and calls <see cref="Advance"/> until it is done.
/// </remarks>
internal struct MoreThuente
{
    private const double WidthTolerance = 1e-10;        // relative width of the interval at which rounding hides the minimum
    private const double LeastExpansion = 1.1, MostExpansion = 4;

    private readonly double _start;
    private readonly double _slope;
    private readonly double _max;
    private readonly double _mu;
    private readonly double _eta;
    private LinePoint _best;            // the end of the interval with the lowest value
    private LinePoint _other;
    private bool _isBracketed;
    private bool _isSecondStage;        // after a point with a sufficient decrease and an upward slope
    private double _width;
    private double _earlierWidth;

    /// <param name="value">φ(0).</param>
    /// <param name="slope">φ'(0), below 0.</param>
    /// <param name="step">The first step to try.</param>
    /// <param name="max">The largest step.</param>
    /// <param name="mu">The share μ of the linear decrease that is sufficient.</param>
    /// <param name="eta">The share η of the slope that may remain.</param>
    public MoreThuente(double value, double slope, double step, double max, double mu = 1e-3, double eta = 0.9)
    {
        (_start, _slope, _max, _mu, _eta) = (value, slope, max, mu, eta);
        _best = _other = new LinePoint(0, value, slope);
        (_width, _earlierWidth) = (max, 2 * max);
        Step = Math.Min(step, max);
    }

    /// <summary>The step to evaluate next, or the result.</summary>
    public double Step { get; private set; }

    /// <summary>The step with the lowest value so far.</summary>
    public readonly double BestStep => _best.Step;

    /// <summary>Takes φ and φ' at <see cref="Step"/>.</summary>
    public LineSearchState Advance(double value, double slope)
    {
        double wanted = _start + _mu * Step * _slope;
        bool isLower = value <= wanted;
        if (!_isSecondStage && isLower && slope >= 0) _isSecondStage = true;
        if (isLower && Math.Abs(slope) <= _eta * -_slope) return LineSearchState.Found;
        if (Step >= _max && isLower && slope <= _mu * _slope) return LineSearchState.AtLargestStep;
        var (low, high) = Interval();
        if (_isBracketed && (Step <= low || Step >= high || high - low <= WidthTolerance * high)) return LineSearchState.Stuck;
        if (Step <= 0) return LineSearchState.Stuck;

        var point = new LinePoint(Step, value, slope);
        if (!_isSecondStage && value <= _best.Value && !isLower)
        {
            // the function minus the wanted decrease has a minimum with a sufficient decrease: section 3, ψ
            double tilt = _mu * _slope;
            var (best, other) = (_best.Tilted(-tilt), _other.Tilted(-tilt));
            Step = TrialStep.Next(ref best, ref other, point.Tilted(-tilt), ref _isBracketed, low, high);
            (_best, _other) = (best.Tilted(tilt), other.Tilted(tilt));
        }
        else
        {
            Step = TrialStep.Next(ref _best, ref _other, point, ref _isBracketed, low, high);
        }
        Shrink();
        return LineSearchState.Searching;
    }

    /// <summary>The steps between which the next trial must be.</summary>
    private readonly (double Low, double High) Interval()
    {
        if (_isBracketed) return (Math.Min(_best.Step, _other.Step), Math.Max(_best.Step, _other.Step));
        double low = _best.Step == 0 ? 0 : Step + LeastExpansion * (Step - _best.Step);
        return (low, Step + MostExpansion * (Step - _best.Step));
    }

    /// <summary>Bisects an interval that does not shrink by a third in two trials, and keeps the step within the limits.</summary>
    private void Shrink()
    {
        if (_isBracketed)
        {
            double width = Math.Abs(_other.Step - _best.Step);
            if (width >= 0.66 * _earlierWidth) Step = _best.Step + 0.5 * (_other.Step - _best.Step);
            (_earlierWidth, _width) = (_width, width);
        }
        Step = Math.Clamp(Step, 0, _max);
        var (low, high) = (Math.Min(_best.Step, _other.Step), Math.Max(_best.Step, _other.Step));
        if (_isBracketed && (Step <= low || Step >= high || high - low <= WidthTolerance * high)) Step = _best.Step;
    }
}
