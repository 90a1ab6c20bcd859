using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The step of Newton's method: without bounds by conjugate gradients, with bounds by projected searches.</summary>
/// <remarks>
/// C.-J. Lin and J. J. Moré, Newton's method for large bound-constrained optimization problems, SIAM Journal on Optimization 9 (1999),
/// sections 2 to 4: a Cauchy point, then conjugate gradients over the variables that are free there. Whenever a search meets new bounds,
/// they start again over the remaining variables.
/// </remarks>
internal sealed class ProjectedModelStep(LocalMinimization run)
{
    private const double Sufficient = 0.01;     // share of the linear decrease
    private const double Shorter = 0.1, Longer = 10;
    private const int MaxSearches = 30;

    private readonly QuadraticModel _model = new(run);
    private readonly ConjugateGradients _gradients = new(run);
    private readonly bool[] _isFree = new bool[run.Count];
    private readonly double[] _before = new double[run.Count];
    private readonly double[] _slopeBefore = new double[run.Count];
    private readonly double[] _path = new double[run.Count];
    private double _cauchyStep;

    /// <summary>The step.</summary>
    public ReadOnlySpan<double> Step => _model.Step;

    /// <summary>The decrease of the function that the model predicts.</summary>
    public double Predicted => -_model.Value;

    /// <summary>Computes the step.</summary>
    /// <param name="radius">Its largest length.</param>
    /// <param name="accuracy">By which factor it should reduce the gradient of the free variables.</param>
    public void Find(double radius, double accuracy)
    {
        _model.Reset();
        if (!run.Box.IsBounded)
        {
            Array.Fill(_isFree, true);
            _gradients.Run(_model, _isFree, radius, accuracy * TensorPrimitives.Norm<double>(run.Current.Gradient));
            return;
        }
        FindCauchyPoint(radius);
        for (int face = 0; face <= run.Count; face++)
        {
            double target = accuracy * FreeNorm(run.Current.Gradient);
            if (FreeNorm(_model.Slope) <= target) return;
            _model.Step.CopyTo(_before);
            double value = _model.Value;
            _model.Slope.CopyTo(_slopeBefore);
            bool isInside = _gradients.Run(_model, _isFree, radius, target);
            bool meetsBound = SearchBetween(value);
            if (!meetsBound || !isInside) return;
        }
    }

    /// <summary>Marks the free variables at the step, and returns the norm of a vector over them.</summary>
    private double FreeNorm(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            _isFree[i] = run.Box.IsInside(i, run.Current.X[i] + _model.Step[i]);
            if (_isFree[i]) sum += vector[i] * vector[i];
        }
        return Math.Sqrt(sum);
    }

    /// <summary>Searches along P(x − t ∇f) for a sufficient decrease of the model within the region.</summary>
    private void FindCauchyPoint(double radius)
    {
        var gradient = run.Current.Gradient;
        double longest = radius / TensorPrimitives.Norm<double>(gradient);
        double t = _cauchyStep > 0 ? Math.Min(_cauchyStep, longest) : longest;
        bool isGood = TryCauchy(t, radius);
        double good = isGood ? t : 0;
        for (int i = 0; i < MaxSearches; i++)
        {
            double next = isGood ? t * Longer : t * Shorter;
            if (isGood && next > longest * Longer) break;
            bool wasGood = isGood;
            if (wasGood) _model.Step.CopyTo(_before);
            t = next;
            bool nowGood = TryCauchy(t, radius);
            if (nowGood) good = t;
            if (wasGood && (!nowGood || _model.Step.SequenceEqual(_before))) break;
            if (!wasGood && nowGood) break;
        }
        _cauchyStep = good;
        if (good == 0) _model.Reset();
        else TryCauchy(good, radius);
    }

    private bool TryCauchy(double t, double radius)
    {
        var step = _model.Step;
        TensorPrimitives.MultiplyAdd(run.Current.Gradient, -t, run.Current.X, step);
        run.Box.Project(step);
        TensorPrimitives.Subtract(step, run.Current.X, step);
        if (TensorPrimitives.Norm<double>(step) > radius) return false;
        _model.Update();
        return _model.Value <= Sufficient * TensorPrimitives.Dot<double>(step, run.Current.Gradient);
    }

    /// <summary>
    /// Searches the projected path from the step before conjugate gradients to the one after them. Returns whether it meets a bound.
    /// </summary>
    private bool SearchBetween(double value)
    {
        var step = _model.Step;
        TensorPrimitives.Subtract(step, _before, _path);
        if (IsInBox()) return false;
        double share = 1;
        for (int i = 0; i < MaxSearches; i++, share *= 0.5)
        {
            TensorPrimitives.MultiplyAdd(_path, share, _before, step);
            TensorPrimitives.Add(step, run.Current.X, step);
            run.Box.Project(step);
            TensorPrimitives.Subtract(step, run.Current.X, step);
            _model.Update();
            double linear = 0;
            for (int k = 0; k < step.Length; k++) linear += _slopeBefore[k] * (step[k] - _before[k]);
            if (_model.Value <= value + Sufficient * Math.Min(0, linear)) return true;
        }
        _before.CopyTo(step);
        _model.Update();
        return false;
    }

    private bool IsInBox()
    {
        for (int i = 0; i < _path.Length; i++)
        {
            double x = run.Current.X[i] + _model.Step[i];
            if (x < run.Box.Lower[i] || x > run.Box.Upper[i]) return false;
        }
        return true;
    }
}
