using MicrogradSharp.Fitting.Models;

namespace MicrogradSharp.Fitting.Statistics;

/// <summary>
/// Finds where the profile of one parameter, τ(v) = √((χ²(v) − χ²)/s²) with all others fitted anew, reaches a quantile.
/// </summary>
internal sealed class ProfileLikelihood
{
    private const int MaxExpansions = 40;
    private const int MaxRefinements = 40;
    private const double Tolerance = 1e-10;

    private readonly ModelResiduals _function;
    private readonly HeldParameter _held;
    private readonly ParameterSet _set;
    private readonly LeastSquaresOptions _options;
    private readonly FitOutcome _best;
    private readonly int _index;
    private readonly double _variance, _quantile;

    /// <param name="function">The residuals.</param>
    /// <param name="set">The parameters.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="best">The fit.</param>
    /// <param name="index">The parameter, among the free ones.</param>
    /// <param name="variance">s².</param>
    /// <param name="quantile">What τ reaches at the ends.</param>
    public ProfileLikelihood(
        ModelResiduals function, ParameterSet set, LeastSquaresOptions options, FitOutcome best, int index, double variance,
        double quantile)
    {
        _function = function;
        _held = new HeldParameter(function, index);
        _set = set;
        _options = options with { Starts = 1, OnStep = null };
        _best = best;
        _index = index;
        _variance = variance;
        _quantile = quantile;
    }

    /// <summary>Returns one end.</summary>
    /// <param name="step">How far to look first; negative for the lower end.</param>
    /// <param name="bound">The bound on that side.</param>
    public double End(double step, double bound)
    {
        double estimate = _best.Point[_index], inside = estimate, tauInside = 0;
        double[] start = _held.Without(_best.Point);
        for (int k = 0; k < MaxExpansions; k++, step *= 2)
        {
            double v = estimate + step;
            bool isLast = step > 0 ? !(v < bound) : !(v > bound);
            if (isLast) v = bound;
            if (!double.IsFinite(v)) break;
            double tau = v == inside ? tauInside : Tau(v, start);
            if (tau >= _quantile) return Refine(inside, tauInside, v, tau, start);
            if (isLast) return bound;
            (inside, tauInside) = (v, tau);
        }
        return step > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>The secant method inside a bracket (Illinois): τ is nearly linear.</summary>
    private double Refine(double inside, double tauInside, double outside, double tauOutside, double[] start)
    {
        double low = tauInside - _quantile, high = tauOutside - _quantile;
        for (int k = 0; k < MaxRefinements; k++)
        {
            double v = double.IsFinite(high) ? inside - low * (outside - inside) / (high - low) : 0.5 * (inside + outside);
            double rest = Tau(v, start) - _quantile;
            if (Math.Abs(rest) <= Tolerance * _quantile || Math.Abs(outside - inside) <= Tolerance * Math.Abs(v)) return v;
            if (rest < 0) (inside, low, high) = (v, rest, high / 2);
            else (outside, high, low) = (v, rest, low / 2);
        }
        return 0.5 * (inside + outside);
    }

    /// <summary>Fits the others, from where they were last; +∞ if the model is not finite.</summary>
    private double Tau(double v, double[] start)
    {
        _held.Number = v;
        double cost;
        if (start.Length == 0)
        {
            double[] residuals = new double[_function.ResidualCount];
            _held.Evaluate([], residuals);
            cost = FitRun.Cost(residuals, _options);
        }
        else
        {
            double[] low = _held.Without(_set.OfFree(_set.Low)), high = _held.Without(_set.OfFree(_set.High));
            var outcome = FitRun.Solve(_held, _options, start, low, high, _held.Without(_set.OfFree(_set.Scales)));
            cost = outcome.Cost;
            if (double.IsFinite(cost)) outcome.Point.CopyTo(start, 0);
        }
        return double.IsFinite(cost) ? Math.Sqrt(Math.Max(0, 2 * (cost - _best.Cost)) / _variance) : double.PositiveInfinity;
    }
}
