namespace MicrogradSharp.Fitting;

/// <summary>A parameter of a fit: its estimate and how sure it is.</summary>
public sealed class FitParameter
{
    private readonly LeastSquaresResult _result;
    private readonly int _index;

    internal FitParameter(LeastSquaresResult result, int index)
    {
        _result = result;
        _index = index;
    }

    /// <summary>The label of the parameter's node; p and the index if it has none, as in p0.</summary>
    public string Name => _result.Set.Names[_index];

    /// <summary>The number that fits best.</summary>
    public double Estimate => _result.Estimates[_index];

    /// <summary>
    /// The standard error of the estimate, from the Gauss–Newton matrix JᵀJ: 0 for a fixed parameter, +∞ for one that the data cannot
    /// determine, and NaN for one at a bound or if there are no degrees of freedom to estimate the scatter from.
    /// </summary>
    public double StandardError => _result.Errors.StandardError(_index);

    /// <summary>The lower bound; −∞ for none.</summary>
    public double LowerBound => _result.Set.Low[_index];

    /// <summary>The upper bound; +∞ for none.</summary>
    public double UpperBound => _result.Set.High[_index];

    /// <summary>Whether the estimate lies on a bound. The errors of the other parameters are then those with this one held there.</summary>
    public bool IsAtBound => !IsFixed && !IsTied && (Estimate <= LowerBound || Estimate >= UpperBound);

    /// <summary>Whether the parameter is fixed.</summary>
    public bool IsFixed => _result.Set.IsFixed(_index);

    /// <summary>Whether the parameter is an expression of others.</summary>
    public bool IsTied => _result.Set.IsTied(_index);

    /// <summary>Whether the data determine the parameter: false if other numbers fit as well, to first order.</summary>
    public bool IsDetermined => _result.Errors.IsDetermined(_index);

    /// <summary>
    /// Estimate ± t · standard error, where t is the quantile of Student's distribution; of the normal distribution with
    /// <see cref="LeastSquaresOptions.AbsoluteSigmas"/>.
    /// </summary>
    /// <param name="level">The probability, above 0 and below 1; default 0.95.</param>
    /// <returns>The ends. They may lie outside the bounds; <see cref="ProfileInterval"/> keeps inside.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is out of range.</exception>
    public (double Low, double High) ConfidenceInterval(double level = 0.95)
    {
        double width = _result.Quantile(level) * StandardError;
        return (Estimate - width, Estimate + width);
    }

    /// <summary>
    /// The numbers of this parameter that the data do not rule out, if all others are fitted anew for each: χ² stays within t² s² of its
    /// minimum. For curved models it is nearer to the truth than <see cref="ConfidenceInterval"/>, and it keeps inside the bounds.
    /// </summary>
    /// <param name="level">The probability, above 0 and below 1; default 0.95.</param>
    /// <returns>The ends: a bound if the interval reaches it, ±∞ if the data set no limit on that side.</returns>
    /// <remarks>
    /// It costs some ten to thirty fits. Source: Bates and Watts, Nonlinear Regression Analysis and Its Applications (1988), section 6.1.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is out of range.</exception>
    /// <exception cref="InvalidOperationException">The parameter is fixed or tied.</exception>
    public (double Low, double High) ProfileInterval(double level = 0.95) => _result.ProfileInterval(_index, level);

    /// <summary>Returns the estimate, and its error if it has one: <c>b1 = 238.942 ± 2.70701</c>.</summary>
    public override string ToString()
    {
        string error = IsFixed || double.IsNaN(StandardError) ? "" : $" ± {NumberText.Short(StandardError)}";
        return $"{Name} = {NumberText.Short(Estimate)}{error}";
    }
}
