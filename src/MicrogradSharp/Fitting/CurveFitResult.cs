using MicrogradSharp.Fitting.Drawings;
using MicrogradSharp.Fitting.Models;

namespace MicrogradSharp.Fitting;

/// <summary>The result of fitting a curve y = f(x).</summary>
/// <inheritdoc cref="LeastSquaresResult" path="/remarks"/>
public sealed class CurveFitResult : LeastSquaresResult
{
    internal CurveFitResult(ParameterSet set, ModelResiduals function, FitOutcome outcome, LeastSquaresOptions options)
        : base(set, function, outcome, options)
    {
    }

    /// <summary>f at each x of the data.</summary>
    public double[] FittedValues
    {
        get
        {
            double[] values = new double[Function.ResidualCount];
            Function.Model.Values.Evaluate(Free, Function.Data.Rows, values);
            return values;
        }
    }

    /// <summary>y − f at each x of the data, not weighted.</summary>
    public double[] Residuals
    {
        get
        {
            double[] residuals = FittedValues;
            for (int i = 0; i < residuals.Length; i++) residuals[i] = Function.Data.Ys[i] - residuals[i];
            return residuals;
        }
    }

    /// <summary>
    /// R² = 1 − Σr² / Σw (y − ȳ)²: the share of the scatter of y that the curve explains. ȳ is the weighted mean. Below 0 if a constant
    /// fits better; NaN if all y are equal.
    /// </summary>
    public double RSquared => TotalSumOfSquares() is var total and > 0 ? 1 - ResidualSumOfSquares / total : double.NaN;

    /// <summary>1 − (1 − R²) (n − 1)/(n − p): it does not grow with the number of parameters alone.</summary>
    public double AdjustedRSquared => 1 - (1 - RSquared) * (Observations - 1) / DegreesOfFreedom;

    private protected override int Sign => -1;

    /// <summary>Computes f at an x with the estimates.</summary>
    /// <param name="x">The x, or the columns of a row.</param>
    /// <exception cref="ArgumentException">The model takes another number of columns.</exception>
    public double Predict(params ReadOnlySpan<double> x)
    {
        CheckColumns(x, nameof(x));
        Span<double> value = stackalloc double[1];
        Function.Model.Values.Evaluate(Free, x, value);
        return value[0];
    }

    /// <summary>Computes where the curve lies at an x: f ± t · its standard error.</summary>
    /// <param name="x">The x.</param>
    /// <param name="level">The probability, above 0 and below 1; default 0.95.</param>
    /// <exception cref="ArgumentException">The model takes several columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is out of range.</exception>
    public (double Low, double High) ConfidenceBand(double x, double level = 0.95) => ConfidenceBand([x], level);

    /// <summary>Computes where the curve lies at a row: f ± t · its standard error.</summary>
    /// <param name="row">The columns.</param>
    /// <param name="level">The probability, above 0 and below 1; default 0.95.</param>
    /// <exception cref="ArgumentException">The model takes another number of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is out of range.</exception>
    public (double Low, double High) ConfidenceBand(ReadOnlySpan<double> row, double level = 0.95) => Band(row, level, 0);

    /// <summary>Computes where a new y lies at an x: f ± t · √(the variance of the curve + that of the new y).</summary>
    /// <param name="x">The x.</param>
    /// <param name="level">The probability, above 0 and below 1; default 0.95.</param>
    /// <param name="sigma">
    /// The standard deviation of the new y, in the units of <see cref="CurveFitOptions.Sigmas"/>; default 1, that of a point of weight 1.
    /// </param>
    /// <exception cref="ArgumentException">The model takes several columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="level"/> is out of range, or <paramref name="sigma"/> is negative or not finite.
    /// </exception>
    public (double Low, double High) PredictionBand(double x, double level = 0.95, double sigma = 1) =>
        PredictionBand([x], level, sigma);

    /// <summary>Computes where a new y lies at a row: f ± t · √(the variance of the curve + that of the new y).</summary>
    /// <param name="row">The columns.</param>
    /// <param name="level">The probability, above 0 and below 1; default 0.95.</param>
    /// <param name="sigma">
    /// The standard deviation of the new y, in the units of <see cref="CurveFitOptions.Sigmas"/>; default 1, that of a point of weight 1.
    /// </param>
    /// <exception cref="ArgumentException">The model takes another number of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="level"/> is out of range, or <paramref name="sigma"/> is negative or not finite.
    /// </exception>
    public (double Low, double High) PredictionBand(ReadOnlySpan<double> row, double level = 0.95, double sigma = 1)
    {
        Guard.FiniteAtLeastZero(sigma);
        return Band(row, level, Errors.Variance * sigma * sigma);
    }

    /// <summary>Draws the data, the curve with its confidence band, and the residuals below.</summary>
    /// <param name="level">The probability of the band, above 0 and below 1; default 0.95.</param>
    /// <returns>An SVG document. If the model takes several columns, y is drawn over its fitted value, without a band.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is out of range.</exception>
    public string ToSvg(double level = 0.95)
    {
        Quantile(level);        // checked also where no band is drawn
        return FitSvg.Write(this, level);
    }

    private (double Low, double High) Band(ReadOnlySpan<double> row, double level, double added)
    {
        CheckColumns(row, nameof(row));
        double quantile = Quantile(level);
        Span<double> value = stackalloc double[1];
        double[] slopes = new double[Free.Length];
        Function.Model.Values.EvaluateWithJacobian(Free, row, value, slopes);
        double width = quantile * Math.Sqrt(Errors.VarianceOf(slopes) + added);
        return (value[0] - width, value[0] + width);
    }

    private double TotalSumOfSquares()
    {
        var (ys, factors) = (Function.Data.Ys, Function.Data.Factors);
        double weights = 0, sum = 0, total = 0;
        for (int i = 0; i < ys.Length; i++)
        {
            weights += Weight(factors, i);
            sum += Weight(factors, i) * (ys[i] - ys[0]);
        }
        double mean = ys[0] + sum / weights;        // exact if all y are equal
        for (int i = 0; i < ys.Length; i++) total += Weight(factors, i) * (ys[i] - mean) * (ys[i] - mean);
        return total;
    }

    private void CheckColumns(ReadOnlySpan<double> row, string parameter)
    {
        int columns = Function.Model.Columns;
        if (row.Length == columns) return;
        string wanted = NumberText.Count(columns, "column");
        throw new ArgumentException($"{parameter} must have the {wanted} of the model, but has {row.Length}.", parameter);
    }

    private static double Weight(double[] factors, int i) => factors.Length == 0 ? 1 : factors[i] * factors[i];
}
