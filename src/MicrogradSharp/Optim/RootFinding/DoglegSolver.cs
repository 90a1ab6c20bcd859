using System.Numerics.Tensors;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Optim.RootFinding;

/// <summary>Newton's method with a trust region for n equations of n variables.</summary>
internal sealed class DoglegSolver
{
    private const double LeastRatio = 1e-4;         // actual by predicted decrease of a step that is accepted
    private const double LeastSlope = 1e-10;        // of ‖f‖², below which the point is a minimum of it
    private const double RoundingStep = 1e-8;       // a step of Newton's method that shows that only rounding is left
    private const double Epsilon = 2.220446049250313e-16;

    private readonly IEquations _equations;
    private readonly RootOptions _options;
    private readonly DoglegStep _step;
    private readonly double[] _jacobian;
    private double[] _x;
    private double[] _values;
    private double[] _trialX;
    private double[] _trialValues;
    private double _length;         // ‖f‖
    private double _radius;
    private int _iterations;
    private int _evaluations;
    private int _jacobians;

    /// <summary>Evaluates the start.</summary>
    /// <exception cref="NonFiniteException">An equation or a derivative is not finite there.</exception>
    public DoglegSolver(IEquations equations, ReadOnlySpan<double> start, RootOptions options)
    {
        (_equations, _options, int n) = (equations, options, start.Length);
        _step = new DoglegStep(n);
        _jacobian = new double[checked(n * n)];
        (_x, _values, _trialX, _trialValues) = (start.ToArray(), new double[n], new double[n], new double[n]);
        _options.CancellationToken.ThrowIfCancellationRequested();
        _evaluations++;
        equations.Evaluate(_x, _values);
        if (!TensorPrimitives.IsFiniteAll<double>(_values)) throw equations.Explain(_values, []);
        _length = Householder.Norm(_values);
        if (!TryMove()) throw equations.Explain(_values, _jacobian);
        double size = _step.ScaledNorm(_x);
        _radius = 100 * (size > 0 ? size : _length);
    }

    private double Norm => Math.Abs(TensorPrimitives.MaxMagnitude<double>(_values));

    public RootResult Run()
    {
        while (true)
        {
            if (Norm <= _options.ResidualTolerance) return Result(SolverStopReason.ResidualConverged);
            if (_iterations >= _options.MaxIterations) return Result(SolverStopReason.IterationLimit);
            if (_step.Slope <= LeastSlope) return Result(SolverStopReason.NoProgress);
            double size = _step.ScaledNorm(_x);
            if (_step.IsRegular && _step.NewtonLength <= _options.StepTolerance * size) return Result(SolverStopReason.StepConverged);
            if (_evaluations == _options.MaxEvaluations) return Result(SolverStopReason.EvaluationLimit);

            bool isFinite = TryStep(out bool isAccepted);
            if (isAccepted && !TryMove()) return Result(SolverStopReason.NonFinite);
            if (isAccepted || _radius > Epsilon * size) continue;
            if (!isFinite) return Result(SolverStopReason.NonFinite);
            bool isRounding = _step.IsRegular && _step.NewtonLength <= RoundingStep * size;
            return Result(isRounding ? SolverStopReason.StepConverged : SolverStopReason.NoProgress);
        }
    }

    /// <summary>Tries a step, and resizes the region. Returns whether the equations are finite after it.</summary>
    private bool TryStep(out bool isAccepted)
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        _step.Find(_radius);
        TensorPrimitives.Add(_step.Step, _x, _trialX);
        _evaluations++;
        _equations.Evaluate(_trialX, _trialValues);
        double length = Householder.Norm(_trialValues), share = length / _length;
        bool isFinite = double.IsFinite(length);
        double ratio = isFinite ? (1 - share) * (1 + share) / (1 - _step.Predicted) : double.NaN;
        if (!(ratio >= 0.25)) _radius = 0.25 * Math.Min(_radius, _step.Length);
        else if (ratio > 0.75) _radius = Math.Max(_radius, 2 * _step.Length);
        isAccepted = ratio > LeastRatio && length < _length;
        if (isAccepted)
        {
            (_x, _trialX, _values, _trialValues) = (_trialX, _x, _trialValues, _values);
            _length = length;
        }
        _iterations++;
        double stepLength = isAccepted ? TensorPrimitives.Norm(_step.Step) : 0;
        _options.OnStep?.Invoke(new RootStep(_iterations, [.. _x], Norm, stepLength, _evaluations));
        return isFinite;
    }

    /// <summary>Computes the Jacobian at the current point; false if it is not finite.</summary>
    private bool TryMove()
    {
        _jacobians++;
        _equations.EvaluateJacobian(_x, _jacobian);
        if (!TensorPrimitives.IsFiniteAll<double>(_jacobian)) return false;
        _step.MoveTo(_x, _values, _jacobian);
        return true;
    }

    private RootResult Result(SolverStopReason reason) => new()
    {
        Root = _x,
        Residuals = _values,
        ResidualNorm = Norm,
        JacobianRank = _step.Rank,
        StopReason = reason,
        Message = RootMessage.Of(reason, Norm, _step, _options),
        Iterations = _iterations,
        Evaluations = _evaluations,
        JacobianEvaluations = _jacobians,
    };
}
