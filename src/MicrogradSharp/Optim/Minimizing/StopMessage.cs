namespace MicrogradSharp.Optim.Minimizing;

/// <summary>What a stop reason means, and on failure what to try.</summary>
internal static class StopMessage
{
    public static string Of(SolverStopReason reason, double norm, MinimizeOptions options)
    {
        string size = NumberText.Rough(norm), tolerance = NumberText.Short(options.GradientTolerance);
        string gradient = $"the gradient is {size}, with a tolerance of {tolerance}";
        return reason switch
        {
            SolverStopReason.GradientConverged => $"{gradient}.",
            SolverStopReason.StepConverged => $"the last step changed no variable by more than the tolerance; {gradient}.",
            SolverStopReason.CostConverged when options.CostTolerance > 0 =>
                $"the function decreased by less than the tolerance; {gradient}.",
            SolverStopReason.CostConverged => $"the function is flat to rounding; {gradient}.",
            SolverStopReason.IterationLimit =>
                $"all {NumberText.Whole(options.MaxIterations)} iterations are done; {gradient}. " +
                "Continue from this point, raise MaxIterations, or scale the variables to similar sizes.",
            SolverStopReason.EvaluationLimit =>
                $"all {NumberText.Whole(options.MaxEvaluations ?? 0)} evaluations are done; {gradient}. " +
                "Continue from this point, or raise MaxEvaluations.",
            SolverStopReason.NonFinite =>
                $"the function is NaN, infinite or too large at every point tried near this one; {gradient}. " +
                "It may have no minimum, or end here: set bounds that keep the variables where it is finite.",
            _ =>
                $"no step decreases the function; {gradient}. It may have a kink here, or its gradient may be wrong: " +
                "check it with GradientCheck, or start elsewhere.",
        };
    }
}
