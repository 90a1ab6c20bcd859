using MicrogradSharp.Fitting.Solving;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Models;

internal static class InterimSolver
{
    public static FitOutcome Run(IResidualFunction f, double[] start, double[] low, double[] high, LeastSquaresOptions options)
    {
        int n = f.ResidualCount, p = f.ParameterCount;
        double[] x = [.. start], r = new double[n], j = new double[n * p], trial = new double[p], rt = new double[n];
        double damping = 1e-3;
        f.EvaluateWithJacobian(x, r, j);
        double cost = 0.5 * r.Sum(v => v * v);
        int evaluations = 0, jacobians = 1, it = 0;
        var reason = SolverStopReason.StepConverged;
        for (; it < options.MaxIterations; it++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            double[,] a = new double[p, p + 1];
            for (int i = 0; i < p; i++)
            {
                for (int k = 0; k < p; k++) for (int q = 0; q < n; q++) a[i, k] += j[i * n + q] * j[k * n + q];
                for (int q = 0; q < n; q++) a[i, p] -= j[i * n + q] * r[q];
                bool stuck = (x[i] <= low[i] && a[i, p] < 0) || (x[i] >= high[i] && a[i, p] > 0);
                if (stuck) { for (int k = 0; k <= p; k++) a[i, k] = 0; a[i, i] = 1; }
                else a[i, i] *= 1 + damping;
            }
            for (int i = 0; i < p; i++)
                for (int k = i + 1; k < p; k++)
                {
                    double m = a[k, i] / a[i, i];
                    for (int q = i; q <= p; q++) a[k, q] -= m * a[i, q];
                }
            for (int i = p - 1; i >= 0; i--)
            {
                double s = a[i, p];
                for (int k = i + 1; k < p; k++) s -= a[i, k] * trial[k];
                trial[i] = s / a[i, i];
            }
            bool moved = false;
            for (int i = 0; i < p; i++) { double next = Math.Clamp(x[i] + trial[i], low[i], high[i]); moved |= next != x[i]; trial[i] = next; }
            f.Evaluate(trial, rt);
            evaluations++;
            double ct = 0.5 * rt.Sum(v => v * v);
            if (ct < cost)
            {
                trial.CopyTo(x, 0); cost = ct; damping = Math.Max(damping / 10, 1e-15);
                f.EvaluateWithJacobian(x, r, j); jacobians++;
                options.OnStep?.Invoke(new FitStep(it + 1, cost, 0, 0));
            }
            else { damping *= 4; if (damping > 1e10 || !moved) break; }
        }
        return new FitOutcome(x, cost, reason, it, evaluations, jacobians);
    }
}
