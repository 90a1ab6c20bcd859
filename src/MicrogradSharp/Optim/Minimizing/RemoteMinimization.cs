namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Runs the solvers on functions that are computed elsewhere.</summary>
internal static class RemoteMinimization
{
    public static async Task<MinimizeResult> LbfgsAsync(IAsyncObjective objective, Minimization run)
    {
        var solver = new LbfgsSolver(run);      // refuses wrong options before anything is evaluated
        await EvaluateAsync(run.Trial).ConfigureAwait(false);
        run.Start();
        foreach (var trial in solver.Trials()) await EvaluateAsync(trial).ConfigureAwait(false);
        return run.Result(solver.Reason);

        async ValueTask EvaluateAsync(Iterate trial)
        {
            Array.Fill(trial.Gradient, double.NaN);     // a number that the function forgets to write is then an error, not an old number
            run.Take(await objective.GradientAsync(trial.X, trial.Gradient, run.Options.CancellationToken).ConfigureAwait(false));
        }
    }

    public static async Task<MinimizeResult> GaussNewtonAsync(IAsyncNormalEquations equations, Minimization run)
    {
        var solver = new GaussNewtonSolver(run);
        await EvaluateAsync(run.Trial).ConfigureAwait(false);
        solver.Start();
        foreach (var trial in solver.Trials()) await EvaluateAsync(trial).ConfigureAwait(false);
        return run.Result(solver.Reason);

        async ValueTask EvaluateAsync(Iterate trial)
        {
            Array.Fill(trial.Gradient, double.NaN);
            Array.Fill(solver.TrialMatrix, double.NaN);
            var token = run.Options.CancellationToken;
            double value = await equations.EvaluateAsync(trial.X, trial.Gradient, solver.TrialMatrix, token).ConfigureAwait(false);
            run.Take(value, solver.TrialMatrix);
        }
    }
}
