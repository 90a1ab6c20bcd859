using MicrogradSharp.Optim.Minimizing;

namespace MicrogradSharp.Optim.RootFinding;

/// <summary>What a stop reason means, and on failure what to try.</summary>
internal static class RootMessage
{
    private const int NamesShown = 6;

    public static string Of(SolverStopReason reason, double norm, DoglegStep step, RootOptions options)
    {
        string residual = $"the largest residual is {NumberText.Rough(norm)}";
        string what = reason switch
        {
            SolverStopReason.ResidualConverged => $"{residual}, with a tolerance of {NumberText.Short(options.ResidualTolerance)}.",
            SolverStopReason.StepConverged => $"the next step would not change the variables; {residual}.",
            SolverStopReason.IterationLimit =>
                $"all {NumberText.Whole(options.MaxIterations)} iterations are done; {residual}. " +
                "Continue from this point, or raise MaxIterations.",
            SolverStopReason.EvaluationLimit =>
                $"all {NumberText.Whole(options.MaxEvaluations ?? 0)} evaluations are done; {residual}. " +
                "Continue from this point, or raise MaxEvaluations.",
            SolverStopReason.NonFinite =>
                $"the equations are NaN or infinite at every point tried near this one; {residual}. " +
                "Start elsewhere, or write them so that they are finite there.",
            _ => $"no step decreases the residuals; {residual}. The equations may have no root near here: start elsewhere.",
        };
        return $"{what}{Singular(step)}";
    }

    /// <summary>Names the variables that the Jacobian does not determine.</summary>
    private static string Singular(DoglegStep step)
    {
        if (step.Dependent.IsEmpty) return "";
        int[] variables = step.Dependent.ToArray();
        Array.Sort(variables);
        var names = variables.Take(NamesShown).Select(NumberedName.Of);
        string more = variables.Length > NamesShown ? $" and {variables.Length - NamesShown} more" : "";
        return $" The Jacobian is singular there: it has rank {step.Rank}, and does not determine {string.Join(", ", names)}{more}.";
    }
}
