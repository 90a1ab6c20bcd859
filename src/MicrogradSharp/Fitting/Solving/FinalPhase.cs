namespace MicrogradSharp.Fitting.Solving;

/// <summary>
/// Steps of Newton's method near a minimum, judged by the gradient. The cost cannot judge them: it is flat to √ε there, which hides half of
/// the digits.
/// </summary>
/// <remarks>
/// The first step is a Gauss–Newton step. If it does not shrink the gradient fifty-fold, the exact Hessian is used, and computed again
/// whenever a step shrinks the gradient less than twenty-fold. After a step that did, a step that does not means that the rest is rounding
/// noise. The gradient is computed with compensated sums.
/// </remarks>
internal sealed class FinalPhase(SolverRun run)
{
    /// <summary>A relative gradient that counts as 0 where no step shrinks it.</summary>
    public const double SmallGradient = 1e-6;

    private const double GoodGaussNewton = 0.02, GoodHessian = 0.05, Stalled = 0.5;
    private const double CostNoise = 1e-10, SmallStep = 1e-9, NoStep = 1e-14;
    private readonly NewtonStep _newton = new(run.Step.Length);
    private readonly double[] _gradient = new double[run.Step.Length], _trialGradient = new double[run.Step.Length];
    private readonly double[] _terms = new double[run.Step.Length * run.Step.Length];
    private double _length;

    /// <summary>The gradient relative to the residuals, at the current point.</summary>
    public double RelativeGradient => run.Point.Cost == 0 ? 0 : _length / Math.Sqrt(2 * run.Point.Cost);

    /// <summary>Steps until the gradient stops decreasing.</summary>
    public PhaseOutcome Run()
    {
        run.Evaluator.EnsureJacobian(run.Point);
        run.Evaluator.Gradient(run.Point, _gradient);
        Factor();
        bool usesTerms = false, needsTerms = false, wasGood = false;
        while (true)
        {
            if (!_newton.HasFullRank && !usesTerms) usesTerms = needsTerms = true;
            if (_newton.FreeCount == 0) return PhaseOutcome.SmallGradient;
            if (RelativeGradient <= run.Options.GradientTolerance) return PhaseOutcome.SmallGradient;
            if (run.Limit is not null) return PhaseOutcome.Limit;
            if (needsTerms) run.Evaluator.SecondOrderTerms(run.Point, _terms);
            if (usesTerms && !_newton.TryAddTerms(_terms)) return Verdict();
            _newton.Compute(_gradient, run.Step);
            if (IsNoise()) return PhaseOutcome.SmallGradient;
            double shrinkage = TryStep();
            if (shrinkage > Stalled && (wasGood || (usesTerms && (needsTerms || shrinkage >= 1)))) return Verdict();
            wasGood = shrinkage <= (usesTerms ? GoodHessian : GoodGaussNewton);
            needsTerms = !wasGood;
            usesTerms |= needsTerms;
            if (needsTerms && shrinkage >= 1) run.Evaluator.EnsureJacobian(run.Point);
        }
    }

    /// <summary>Tries a step.</summary>
    /// <returns>By what the gradient shrank: 1 or more if the step was not accepted.</returns>
    private double TryStep()
    {
        run.BeginIteration();
        if (!run.PlaceTrial() || CrossesBound() || !run.TryModelTrial()) return 1;
        run.Evaluator.Gradient(run.Trial, _trialGradient);
        double length = _newton.GradientLength(_trialGradient), shrinkage = length / _length;
        if (!(shrinkage < 1) || run.Trial.Cost > run.Point.Cost * (1 + CostNoise)) return 1;
        run.AcceptTrial();
        _trialGradient.CopyTo(_gradient, 0);
        Factor();
        run.Options.Progress?.Invoke(
            new SolverProgress(run.Iterations, run.Point.Cost, RelativeGradient, run.Model.Length(run.Step), Lambda: 0, Radius: 0));
        return shrinkage;
    }

    /// <summary>Whether the next step would not change a digit that matters.</summary>
    private bool IsNoise()
    {
        if (RelativeGradient > SmallGradient) return false;
        for (int j = 0; j < run.Step.Length; j++)
        {
            if (Math.Abs(run.Step[j]) > NoStep * Math.Abs(run.Point.Parameters[j])) return false;
        }
        return true;
    }

    /// <summary>
    /// Judges a point where no step shrinks the gradient: it is a minimum if the gradient or the next step is rounding noise.
    /// </summary>
    private PhaseOutcome Verdict()
    {
        if (RelativeGradient <= SmallGradient) return PhaseOutcome.SmallGradient;
        _newton.Compute(_gradient, run.Step);
        for (int j = 0; j < run.Step.Length; j++)
        {
            if (Math.Abs(run.Step[j]) > SmallStep * Math.Abs(run.Point.Parameters[j])) return PhaseOutcome.Failed;
        }
        return PhaseOutcome.SmallStep;
    }

    private bool CrossesBound()
    {
        for (int j = 0; j < run.Step.Length; j++)
        {
            if (run.Trial.Parameters[j] != run.Point.Parameters[j] + run.Step[j]) return true;
        }
        return false;
    }

    private void Factor()
    {
        _newton.Factor(run.Model, run.ParameterBox, run.Point.Parameters, _gradient);
        _length = _newton.GradientLength(_gradient);
    }
}
