using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>Newton's method with a trust region and exact Hessian products.</summary>
internal sealed class NewtonSolver(LocalMinimization run)
{
    private const int Few = 100;                    // variables for which each system is solved to rounding
    private const double Exact = 1e-12;             // accuracy of those systems
    private const double FlatProgress = 0.9;        // a step too small to see must reduce the gradient by this factor
    private const double LeastRatio = 1e-4;         // actual by predicted decrease of a step that is accepted
    private const double Quadratic = 1e-6;          // error of the ratio below which the function counts as quadratic
    private const double Epsilon = 2.220446049250313e-16;

    private readonly ProjectedModelStep _step = new(run);
    private double _radius = Math.Max(1, TensorPrimitives.Norm<double>(run.Current.X));

    public SolverStopReason Run()
    {
        double firstNorm = run.Current.Norm;
        while (true)
        {
            if (run.ReasonToStop() is { } done) return done;
            double accuracy = run.Count <= Few ? Exact : Math.Min(0.1, Math.Sqrt(run.Current.Norm / firstNorm));
            _step.Find(_radius, accuracy);
            double predicted = _step.Predicted, length = TensorPrimitives.Norm(_step.Step);
            bool isBelowRounding = length < 0.9 * _radius && run.IsBelowRounding(predicted);
            TensorPrimitives.Add(_step.Step, run.Current.X, run.Trial.X);
            run.Box.Project(run.Trial.X);
            if (run.Trial.X.AsSpan().SequenceEqual(run.Current.X))
            {
                if (isBelowRounding) return SolverStopReason.StepConverged;
                bool isFinite = double.IsFinite(TensorPrimitives.Norm<double>(run.Current.Gradient));
                return isFinite ? SolverStopReason.NoProgress : SolverStopReason.NonFinite;
            }
            if (!run.TryEvaluate()) return SolverStopReason.EvaluationLimit;

            double ratio = run.Trial.IsFinite ? (run.Current.Value - run.Trial.Value) / predicted : double.NaN;
            if (ratio > LeastRatio || (isBelowRounding && run.IsFlat && run.Trial.Norm <= FlatProgress * run.Current.Norm))
            {
                if (!isBelowRounding) Resize(ratio, length);
                if (run.Accept(predicted) is { } reason) return reason;
                continue;
            }
            if (isBelowRounding && run.Trial.IsFinite) return SolverStopReason.CostConverged;
            Resize(ratio, length);
            bool wasFinite = run.Trial.IsFinite;
            run.Reject();
            if (_radius > Epsilon * TensorPrimitives.Norm<double>(run.Current.X) && _radius > double.Epsilon / Epsilon) continue;
            return wasFinite ? SolverStopReason.NoProgress : SolverStopReason.NonFinite;
        }
    }

    private void Resize(double ratio, double length)
    {
        if (!(ratio >= 0.25)) _radius = 0.25 * Math.Min(_radius, length);
        else if (ratio > 0.75 && length > 0.9 * _radius) _radius *= Math.Abs(ratio - 1) < Quadratic ? 100 : 2;
    }
}
