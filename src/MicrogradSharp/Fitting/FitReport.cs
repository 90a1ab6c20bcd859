using System.Globalization;
using System.Text;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting;

/// <summary>Writes the result of a fit as text, the same in every culture.</summary>
internal static class FitReport
{
    private const int MostCorrelations = 12;        // parameters: more do not fit on a screen

    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    public static string Write(LeastSquaresResult result)
    {
        var text = new StringBuilder();
        text.Append(s_invariant, $"Least-squares fit of {NumberText.Count(result.Observations, Noun(result))}: ");
        text.Append(s_invariant, $"{NumberText.Count(result.Set.Free.Length, "free parameter")}, ");
        text.Append(s_invariant, $"{NumberText.Count(result.DegreesOfFreedom, "degree")} of freedom\n");
        text.Append(result.Message).Append("\n\n");
        WriteParameters(result, text);
        WriteStatistics(result, text.Append('\n'));
        WriteCorrelations(result, text);
        return text.ToString();
    }

    public static string Message(LeastSquaresResult result)
    {
        string steps = NumberText.Count(result.Iterations, "step");
        string reason = result.StopReason switch
        {
            SolverStopReason.GradientConverged => $"Converged after {steps}: the gradient is 0 to within its tolerance.",
            SolverStopReason.StepConverged => $"Converged after {steps}: no better numbers can be represented.",
            SolverStopReason.CostConverged => $"Converged after {steps}: the cost no longer decreases.",
            SolverStopReason.IterationLimit =>
                $"Not converged after {steps}, the maximum. Raise MaxIterations, start closer, or use Starts.",
            SolverStopReason.EvaluationLimit =>
                $"Not converged after {steps}: the maximum number of evaluations is done. Raise MaxEvaluations, or start closer.",
            SolverStopReason.NoProgress =>
                $"Not converged after {steps}: no step decreases the cost, but the gradient is not 0. " +
                "Look for a kink or a jump in the model near these numbers, or start elsewhere.",
            _ =>
                $"Not converged after {steps}: the model is NaN or infinite at every point tried. " +
                "Bound the parameters to where it is finite, or start elsewhere.",
        };
        if (result.CountsNothing)
        {
            return $"{reason} Every residual lies beyond the scale of the loss, so none counts: start closer, or raise the scale.";
        }
        string[] unknown = [.. result.Parameters.Where(parameter => !parameter.IsDetermined).Select(parameter => parameter.Name)];
        if (unknown.Length == 0) return reason;
        string sentence = unknown.Length == 1
            ? $"The data cannot determine {unknown[0]}: other numbers fit as well."
            : $"The data cannot determine {string.Join(", ", unknown)}: other numbers fit as well. Fix one of them, or tie it to others.";
        return $"{reason} {sentence}";
    }

    private static void WriteParameters(LeastSquaresResult result, StringBuilder text)
    {
        var table = new TextTable("parameter", "estimate", "standard error", "95 % from", "to", "");
        foreach (var parameter in result.Parameters)
        {
            var (low, high) = parameter.ConfidenceInterval();
            bool hasError = !parameter.IsFixed && double.IsFinite(parameter.StandardError);
            table.Add(
                parameter.Name,
                NumberText.Short(parameter.Estimate),
                hasError ? NumberText.Short(parameter.StandardError) : "",
                hasError && double.IsFinite(low) ? NumberText.Short(low) : "",
                hasError && double.IsFinite(high) ? NumberText.Short(high) : "",
                Note(parameter));
        }
        table.AppendTo(text);
    }

    private static string Note(FitParameter parameter) => parameter switch
    {
        { IsFixed: true } => "fixed",
        { IsTied: true, IsDetermined: true } => "tied",
        { IsTied: true } => "tied, not determined",
        { IsAtBound: true } => "at its bound",
        { IsDetermined: false } => "not determined",
        _ => "",
    };

    private static void WriteStatistics(LeastSquaresResult result, StringBuilder text)
    {
        text.Append(s_invariant, $"residual standard deviation {NumberText.Short(result.ResidualStandardDeviation)}, ");
        text.Append(s_invariant, $"residual sum of squares {NumberText.Short(result.ResidualSumOfSquares)}\n");
        if (result is CurveFitResult curve)
        {
            text.Append(s_invariant, $"R² {NumberText.Short(curve.RSquared)}, adjusted {NumberText.Short(curve.AdjustedRSquared)}\n");
        }
        if (result is { ChiSquared: { } chiSquared, ChiSquaredPValue: { } pValue })
        {
            text.Append(s_invariant, $"χ² {NumberText.Short(chiSquared)}, p value {NumberText.Short(pValue)}\n");
        }
        text.Append(s_invariant, $"AIC {NumberText.Short(result.Aic)}, AICc {NumberText.Short(result.Aicc)}, ");
        text.Append(s_invariant, $"BIC {NumberText.Short(result.Bic)}\n");
        text.Append(s_invariant, $"condition number {NumberText.Rough(result.ConditionNumber)}, rank {result.Rank}\n");
    }

    private static void WriteCorrelations(LeastSquaresResult result, StringBuilder text)
    {
        double[,] correlation = result.Correlation;
        int[] shown = [.. Enumerable.Range(0, result.Set.Count).Where(i => correlation[i, i] == 1)];
        if (shown.Length is < 2 or > MostCorrelations) return;
        text.Append("\ncorrelations\n");
        var table = new TextTable(["", .. shown.SkipLast(1).Select(i => result.Set.Names[i]), ""]);
        foreach (int i in shown.Skip(1))
        {
            string[] cells = [.. shown.SkipLast(1).Select(j => j < i ? Rounded(correlation[i, j]) : "")];
            table.Add([result.Set.Names[i], .. cells, ""]);
        }
        table.AppendTo(text);
    }

    private static string Noun(LeastSquaresResult result) => result is CurveFitResult ? "point" : "residual";

    private static string Rounded(double number) => number.ToString("F4", s_invariant);
}
