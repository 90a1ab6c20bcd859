using MicrogradSharp.Fitting.Models;
using MicrogradSharp.Fitting.Statistics;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting;

/// <summary>The result of a fit. Statistics are computed when they are first wanted.</summary>
/// <remarks>
/// <para>n is the number of residuals that have a weight, p that of the free parameters, r a weighted residual, J the derivatives of the
/// weighted residuals by the free parameters. s² is <see cref="ResidualSumOfSquares"/> / (n − p), or 1 with
/// <see cref="LeastSquaresOptions.AbsoluteSigmas"/>.</para>
/// <para>A result does not change when the nodes change later. Not thread-safe: it computes on demand.</para>
/// </remarks>
public class LeastSquaresResult
{
    private readonly FitOutcome _outcome;
    private FitErrors? _errors;
    private double[,]? _covariance, _correlation;
    private double[]? _leverage;

    internal LeastSquaresResult(ParameterSet set, ModelResiduals function, FitOutcome outcome, LeastSquaresOptions options)
    {
        Set = set;
        Function = function;
        Options = options;
        _outcome = outcome;
        Estimates = set.Expand(outcome.Point);
        var parameters = new FitParameter[set.Count];
        for (int i = 0; i < parameters.Length; i++) parameters[i] = new FitParameter(this, i);
        Parameters = Array.AsReadOnly(parameters);
    }

    /// <summary>The parameters, in the order in which they were given.</summary>
    public IReadOnlyList<FitParameter> Parameters { get; }

    /// <summary>Whether the solver stopped at a minimum.</summary>
    public bool Converged => StopReason
        is SolverStopReason.GradientConverged or SolverStopReason.StepConverged or SolverStopReason.CostConverged;

    /// <summary>Why the solver stopped.</summary>
    public SolverStopReason StopReason => _outcome.StopReason;

    /// <summary>Why the solver stopped, what to try if it did not converge, and which parameters the data cannot determine.</summary>
    public string Message => FitReport.Message(this);

    /// <summary>The number of steps.</summary>
    public int Iterations => _outcome.Iterations;

    /// <summary>How often the residuals were computed without their derivatives.</summary>
    public int ResidualEvaluations => _outcome.ResidualEvaluations;

    /// <summary>How often the residuals were computed with their derivatives.</summary>
    public int JacobianEvaluations => _outcome.JacobianEvaluations;

    /// <summary>What was minimised: half the sum of the squared weighted residuals, or of their losses.</summary>
    public double Cost => _outcome.Cost;

    /// <summary>Σ r², the weighted sum of squares.</summary>
    public double ResidualSumOfSquares
    {
        get
        {
            double sum = 0;
            foreach (double residual in Matrix.Residuals) sum += residual * residual;
            return sum;
        }
    }

    /// <summary>√(Σ r² / (n − p)); NaN if n = p.</summary>
    public double ResidualStandardDeviation => DegreesOfFreedom > 0 ? Math.Sqrt(ResidualSumOfSquares / DegreesOfFreedom) : double.NaN;

    /// <summary>n − p.</summary>
    public int DegreesOfFreedom => Observations - FreeCount;

    /// <summary>The number of residuals that have a weight, n.</summary>
    public int Observations => Function.Data.Factors is { Length: > 0 } factors
        ? factors.Count(factor => factor > 0)
        : Function.ResidualCount;

    /// <summary>The weighted residuals: as the function gave them, or (y − f)/σ of a curve.</summary>
    public double[] WeightedResiduals => Array.ConvertAll(Matrix.Residuals, residual => Sign * residual);

    /// <summary>
    /// r/(s √(1 − h)), where h is the <see cref="Leverage"/>: the weighted residuals in units of their own standard error. NaN where h is
    /// 1.
    /// </summary>
    public double[] StandardizedResiduals
    {
        get
        {
            double s = Math.Sqrt(Errors.Variance);
            double[] standardized = WeightedResiduals, leverage = LeverageOf;
            for (int i = 0; i < leverage.Length; i++) standardized[i] /= s * Rest(leverage[i]);
            return standardized;
        }
    }

    /// <summary>
    /// How much the fitted value of each point follows its own y, from 0 to 1: the diagonal of J(JᵀJ)⁻¹Jᵀ. The sum is the rank.
    /// </summary>
    public double[] Leverage => [.. LeverageOf];

    /// <summary>How far the fit would move without a point: Cook's distance t² h/((1 − h) p), with the standardised residual t.</summary>
    public double[] CooksDistances
    {
        get
        {
            double[] standardized = StandardizedResiduals, leverage = LeverageOf;
            double[] distances = new double[leverage.Length];
            for (int i = 0; i < distances.Length; i++)
            {
                distances[i] = standardized[i] * standardized[i] * leverage[i] / ((1 - leverage[i]) * FreeCount);
            }
            return distances;
        }
    }

    /// <summary>
    /// s² (JᵀJ)⁻¹ for the parameters in their order. A tied parameter has the covariance of its expression, to first order. Entries are 0
    /// for a fixed parameter, NaN for one at a bound; one that the data cannot determine has the variance +∞ and covariances NaN.
    /// </summary>
    /// <remarks>
    /// With a robust loss, s² is Σψ²/(n − p) / (mean ψ′)², where ψ is the derivative of the loss by the residual: Huber, Robust Statistics
    /// (1981), section 7.6.
    /// </remarks>
    public double[,] Covariance => (double[,])(_covariance ??= Errors.Covariance()).Clone();

    /// <summary>The correlations of the estimates; NaN for a parameter without a finite standard error above 0.</summary>
    public double[,] Correlation => (double[,])(_correlation ??= FitErrors.Correlation(Covariance)).Clone();

    /// <summary>The rank of J: less than the number of its columns if the data cannot determine all parameters.</summary>
    public int Rank => Matrix.Rank;

    /// <summary>
    /// The ratio of the largest to the smallest singular value of J, with columns scaled to length 1; +∞ if the rank is not full. About its
    /// logarithm of the digits of the data are lost in the estimates.
    /// </summary>
    public double ConditionNumber => Matrix.ConditionNumber;

    /// <summary>
    /// ln L of normal errors: −½ (n ln 2π + n ln(Σr²/n) + n) + Σ ln(1/σ), or −½ (n ln 2π + Σr²) + Σ ln(1/σ) with
    /// <see cref="LeastSquaresOptions.AbsoluteSigmas"/>.
    /// </summary>
    public double LogLikelihood
    {
        get
        {
            double n = Observations, sum = 0;
            foreach (double factor in Function.Data.Factors)
            {
                if (factor > 0) sum += Math.Log(factor);
            }
            double rss = ResidualSumOfSquares;
            double spread = Options.AbsoluteSigmas ? rss : n * Math.Log(rss / n) + n;
            return sum - 0.5 * (n * Math.Log(2 * Math.PI) + spread);
        }
    }

    /// <summary>Akaike's criterion, 2 k − 2 ln L. k is p, plus 1 for the estimated scatter unless σ is absolute.</summary>
    public double Aic => 2 * EstimatedCount - 2 * LogLikelihood;

    /// <summary>Akaike's criterion for small samples, AIC + 2 k (k + 1)/(n − k − 1); +∞ if n is at most k + 1.</summary>
    public double Aicc => Observations > EstimatedCount + 1
        ? Aic + 2.0 * EstimatedCount * (EstimatedCount + 1) / (Observations - EstimatedCount - 1)
        : double.PositiveInfinity;

    /// <summary>The Bayesian criterion of Schwarz, k ln n − 2 ln L, with k as for <see cref="Aic"/>.</summary>
    public double Bic => EstimatedCount * Math.Log(Observations) - 2 * LogLikelihood;

    /// <summary>χ² = Σ r², if <see cref="LeastSquaresOptions.AbsoluteSigmas"/> says that σ is known; otherwise null.</summary>
    public double? ChiSquared => Options.AbsoluteSigmas ? ResidualSumOfSquares : null;

    /// <summary>
    /// The probability of a larger <see cref="ChiSquared"/> if the model is right and σ too; null if σ is not known, NaN without degrees of
    /// freedom.
    /// </summary>
    public double? ChiSquaredPValue => ChiSquared is { } chiSquared
        ? Statistics.ChiSquared.UpperTail(chiSquared, DegreesOfFreedom)
        : null;

    internal ParameterSet Set { get; }

    internal ModelResiduals Function { get; }

    internal LeastSquaresOptions Options { get; }

    internal double[] Estimates { get; }

    internal FitErrors Errors => _errors ??= FindErrors();

    internal double[] Free => _outcome.Point;

    /// <summary>The sign of a residual for users: the solver's is f − y.</summary>
    private protected virtual int Sign => 1;

    /// <summary>Whether every residual is so large that the loss ignores it.</summary>
    internal bool CountsNothing =>
        Options.Loss is { } loss && Array.TrueForAll(_outcome.Residuals, residual => loss.Slope(residual * residual) == 0);

    private GaussNewton Matrix => Errors.Matrix;

    private double[] LeverageOf => _leverage ??= Matrix.Leverage();

    private int FreeCount => Set.Free.Length;

    private int EstimatedCount => FreeCount + (Options.AbsoluteSigmas ? 0 : 1);

    /// <summary>Computes the covariance from the exact second derivatives of the cost instead of JᵀJ: the observed information.</summary>
    /// <returns>
    /// As <see cref="Covariance"/>; NaN if the second derivatives are not positive definite, or if an operator of the model has no slope in
    /// nodes.
    /// </returns>
    /// <remarks>It differs from <see cref="Covariance"/> if the model is curved and the residuals are large.</remarks>
    public double[,] ObservedCovariance() => Errors.Spread(ObservedInformation.Inverse(Errors, Function, Free));

    /// <summary>The report: estimates with their errors and intervals, correlations, statistics, and why the solver stopped.</summary>
    public override string ToString() => FitReport.Write(this);

    /// <summary>What to multiply a standard error by for an interval.</summary>
    internal double Quantile(double level)
    {
        if (!(level > 0 && level < 1))
        {
            string text = level.ToString(System.Globalization.CultureInfo.InvariantCulture);
            throw new ArgumentOutOfRangeException(nameof(level), $"level must be above 0 and below 1, but was {text}.");
        }
        return StudentT.HalfWidth(level, Options.AbsoluteSigmas ? double.PositiveInfinity : DegreesOfFreedom);
    }

    internal (double Low, double High) ProfileInterval(int index, double level)
    {
        double quantile = Quantile(level), error = Errors.StandardError(index);
        int free = Array.IndexOf(Set.Free, index);
        if (free < 0) throw new InvalidOperationException($"{Set.Names[index]} has no profile, because it is fixed or tied.");
        if (double.IsNaN(quantile)) return (double.NaN, double.NaN);
        double step = quantile * error;
        if (!(step > 0 && double.IsFinite(step))) step = Math.Max(0.1 * Math.Abs(Estimates[index]), 1e-3);
        return (
            new ProfileLikelihood(Function, Set, Options, _outcome, free, Errors.Variance, quantile).End(-step, Set.Low[index]),
            new ProfileLikelihood(Function, Set, Options, _outcome, free, Errors.Variance, quantile).End(step, Set.High[index]));
    }

    private FitErrors FindErrors()
    {
        bool[] isHeld = Array.ConvertAll(Set.Free, i => Estimates[i] <= Set.Low[i] || Estimates[i] >= Set.High[i]);
        var matrix = new GaussNewton(_outcome.Residuals, _outcome.Jacobian, isHeld);
        return new FitErrors(Set, matrix, _outcome.Point, ResidualVariance.Of(matrix.Residuals, Observations, FreeCount, Options));
    }

    private static double Rest(double leverage) => leverage < 1 - 1e-12 ? Math.Sqrt(1 - leverage) : double.NaN;
}
