using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>Minimises ½ Σ ρ(rᵢ²) over parameters within bounds.</summary>
/// <remarks>
/// <para>Far from a minimum: Levenberg–Marquardt with a trust region and Moré's scaling (J. Moré 1978), variable projection for the
/// parameters that enter linearly (Golub and Pereyra 1973, Kaufman 1975), and geodesic acceleration (Transtrum and Sethna 2012). Near a
/// minimum: Newton's method with the exact Hessian, judged by the gradient, until the gradient is rounding noise.</para>
/// <para>Every factorisation is a QR factorisation of the Jacobian; normal equations are never formed. Runs are deterministic. Memory: the
/// Jacobian, and a few vectors of residuals; steps allocate nothing.</para>
/// </remarks>
internal static class LeastSquaresSolver
{
    private const double FirstSwitch = 1e-2, LastSwitch = 1e-9;

    /// <summary>Runs the solver from a start, which is moved into the box first.</summary>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static SolverResult Run(IResidualFunction function, ReadOnlySpan<double> start, SolverOptions options)
    {
        var run = new SolverRun(function, options);
        var steps = new TrustRegionPhase(run);
        var final = new FinalPhase(run);
        start.CopyTo(run.Trial.Parameters);
        run.ParameterBox.Project(run.Trial.Parameters);
        bool isFinite = run.TryModelTrial();
        if (isFinite && run.HasLinear) steps.SolveLinear(double.PositiveInfinity);
        if (isFinite) run.AcceptTrial();
        var reason = isFinite ? Minimise(run, steps, final) : SolverStopReason.NonFinite;
        if (isFinite) run.Evaluator.EnsureJacobian(run.Point);
        return Result(run, isFinite ? run.Point : run.Trial, reason, isFinite ? steps.RelativeGradient() : double.NaN);
    }

    private static SolverStopReason Minimise(SolverRun run, TrustRegionPhase steps, FinalPhase final)
    {
        for (double enough = FirstSwitch; ; enough *= 0.1)
        {
            var outcome = steps.Run(enough >= LastSwitch ? enough : 0);
            if (outcome == PhaseOutcome.Limit) return run.Limit!.Value;
            if (outcome == PhaseOutcome.SmallStep) return SolverStopReason.StepConverged;
            if (outcome == PhaseOutcome.SmallDecrease) return SolverStopReason.CostConverged;
            if (outcome == PhaseOutcome.SmallGradient && steps.RelativeGradient() <= run.Options.GradientTolerance)
            {
                return SolverStopReason.GradientConverged;
            }
            var last = final.Run();
            if (last == PhaseOutcome.Limit) return run.Limit!.Value;
            if (last == PhaseOutcome.SmallGradient) return SolverStopReason.GradientConverged;
            if (last == PhaseOutcome.SmallStep) return SolverStopReason.StepConverged;
            if (outcome == PhaseOutcome.NoDecrease) return ReasonForNoDecrease(run, steps);
        }
    }

    private static SolverStopReason ReasonForNoDecrease(SolverRun run, TrustRegionPhase steps)
    {
        if (steps.RelativeGradient() <= FinalPhase.SmallGradient) return SolverStopReason.GradientConverged;
        if (run.HasVanished) return SolverStopReason.CostConverged;
        return steps.IsNonFinite ? SolverStopReason.NonFinite : SolverStopReason.NoProgress;
    }

    private static SolverResult Result(SolverRun run, SolverPoint point, SolverStopReason reason, double gradient)
    {
        sbyte[] bounds = new sbyte[point.Parameters.Length];
        for (int j = 0; j < bounds.Length; j++) bounds[j] = run.ParameterBox.Side(j, point.Parameters[j]);
        return new SolverResult
        {
            Parameters = point.Parameters,
            Residuals = point.Residuals,
            Jacobian = run.Evaluator.Jacobian,
            Cost = point.Cost,
            Gradient = gradient,
            StopReason = reason,
            Iterations = run.Iterations,
            ResidualEvaluations = run.Evaluator.ResidualEvaluations,
            JacobianEvaluations = run.Evaluator.JacobianEvaluations,
            SecondDerivativeEvaluations = run.Evaluator.SecondDerivativeEvaluations,
            Bounds = bounds,
        };
    }
}
