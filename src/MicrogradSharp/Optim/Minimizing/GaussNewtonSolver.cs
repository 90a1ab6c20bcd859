using System.Numerics.Tensors;
using MicrogradSharp.LinearAlgebra;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// The Levenberg–Marquardt method on the normal equations: steps of (JᵀJ + λD²) δ = −Jᵀr, where D holds the largest lengths of the
/// columns of J so far. With λ = 0, they are those of Gauss and Newton.
/// </summary>
/// <remarks>
/// The scaling is that of J. J. Moré, The Levenberg–Marquardt algorithm: implementation and theory (1978), section 6; the changes of λ are
/// those of H. B. Nielsen, Damping parameter in Marquardt's method, IMM-REP-1999-05 (1999).
/// </remarks>
internal sealed class GaussNewtonSolver
{
    public const string Kind = "GaussNewton";

    private const string ScaleName = "scale";
    private const double FirstDamping = 1e-3, LeastDamping = 1e-18, MostDamping = 1e18;
    private const double LeastRatio = 1e-4;         // actual by predicted decrease of a step that is accepted
    private const double FlatProgress = 0.9;        // a step too small to see must reduce the gradient by this factor

    private readonly Minimization _run;
    private readonly double[] _scale, _step, _factor;
    private double[] _matrix, _trialMatrix;
    private double _damping = FirstDamping;         // λ
    private double _settledDamping = FirstDamping;  // λ after the last iteration: that of a checkpoint

    public GaussNewtonSolver(Minimization run)
    {
        int n = run.Count;
        _run = run;
        (_scale, _step, _factor) = (new double[n], new double[n], new double[n * n]);
        (_matrix, _trialMatrix) = (new double[n * n], new double[n * n]);
        if (run.Options.ResumeFrom is not { } checkpoint) return;
        if (!checkpoint.Optimizer.Buffers.TryGetValue(ScaleName, out var scale)) throw MinimizeCheckpoint.Incomplete(run.Options);
        scale.CopyTo(_scale);
        _damping = _settledDamping = Math.Max(LeastDamping, checkpoint.Optimizer.LearningRate);
    }

    /// <summary>Why the solver stopped, after the last of the trials.</summary>
    public SolverStopReason Reason { get; private set; }

    /// <summary>Receives JᵀJ at the trial point.</summary>
    public double[] TrialMatrix => _trialMatrix;

    /// <summary>Makes the start, which has been evaluated, the current point.</summary>
    public void Start()
    {
        if (!_run.Trial.IsFinite) throw StartFault.Of(_run.Trial.Value, _run.Trial.Gradient, _trialMatrix);
        _run.Start();
        TakeMatrix();
    }

    /// <summary>
    /// The points to evaluate, with their matrices, one after another: who asks for the next has called <see cref="Minimization.Take"/>.
    /// </summary>
    public IEnumerable<Iterate> Trials()
    {
        var writer = new CheckpointWriter(_run, Checkpoint);
        SolverStopReason? reason = null;
        while ((reason ??= _run.ReasonToStop()) is null)
        {
            for (double growth = 2; reason is null; growth *= 2)
            {
                reason = Propose();
                if (reason is not null) break;
                yield return _run.Trial;
                if (TryAccept(out reason)) break;
                _damping *= growth;
                if (_damping > MostDamping) reason = _run.Trial.IsFinite ? SolverStopReason.NoProgress : SolverStopReason.NonFinite;
            }
        }
        Reason = reason.GetValueOrDefault();
        writer.WriteLast();
    }

    private Checkpoint Checkpoint() => MinimizeCheckpoint.Take(
        _run, Kind, _settledDamping, new Dictionary<string, ReadOnlyMemory<double>> { [ScaleName] = _scale });

    /// <summary>Moves the trial point by a step; a reason to stop if there is none.</summary>
    private SolverStopReason? Propose()
    {
        while (!TrySolve())
        {
            _damping = Math.Max(_damping, LeastDamping) * 10;
            if (_damping > MostDamping) return SolverStopReason.NonFinite;
        }
        TensorPrimitives.Add(_run.Current.X, _step, _run.Trial.X);
        if (_run.Trial.X.AsSpan().SequenceEqual(_run.Current.X)) return SolverStopReason.StepConverged;
        return _run.TryBegin() ? null : SolverStopReason.EvaluationLimit;
    }

    /// <summary>Takes the trial point if it is better.</summary>
    /// <param name="reason">A reason to stop, or null.</param>
    private bool TryAccept(out SolverStopReason? reason)
    {
        reason = null;
        double predicted = Predicted();
        double ratio = _run.Trial.IsFinite ? (_run.Current.Value - _run.Trial.Value) / predicted : double.NaN;
        bool isBelowRounding = _run.IsBelowRounding(predicted);
        if (isBelowRounding && _run.Trial.IsFinite && !(_run.IsFlat && _run.Trial.Norm <= FlatProgress * _run.Current.Norm))
        {
            reason = SolverStopReason.CostConverged;
            return false;
        }
        if (!_run.Trial.IsFinite || (!(ratio > LeastRatio) && !isBelowRounding)) return false;
        double excess = 2 * Math.Clamp(ratio, 0, 1) - 1;
        _damping = Math.Max(LeastDamping, _damping * Math.Max(1.0 / 3, 1 - excess * excess * excess));
        _settledDamping = _damping;
        TakeMatrix();       // before the checkpoint of this iteration is written
        reason = _run.Accept(predicted);
        return true;
    }

    private void TakeMatrix()
    {
        (_matrix, _trialMatrix) = (_trialMatrix, _matrix);
        int n = _run.Count;
        for (int i = 0; i < n; i++) _scale[i] = Math.Max(_scale[i], Math.Sqrt(_matrix[i * n + i]));
    }

    /// <summary>Solves for the step, in the scale of D: its matrix has a diagonal of about 1, which keeps digits.</summary>
    /// <returns>False if the matrix is not positive definite to rounding.</returns>
    private bool TrySolve()
    {
        int n = _run.Count;
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < n; k++) _factor[i * n + k] = _matrix[i * n + k] / (Scale(i) * Scale(k));
            _factor[i * n + i] += _damping;
            _step[i] = -_run.Current.Gradient[i] / Scale(i);
        }
        if (!Cholesky.TryFactor(_factor, n)) return false;
        Cholesky.Solve(_factor, n, _step);
        for (int i = 0; i < n; i++) _step[i] /= Scale(i);
        return TensorPrimitives.IsFiniteAll<double>(_step);
    }

    /// <summary>The decrease that the model predicts: ½ δᵀ(λD²δ − Jᵀr).</summary>
    private double Predicted()
    {
        double sum = 0;
        for (int i = 0; i < _step.Length; i++)
        {
            sum += _step[i] * (_damping * Scale(i) * Scale(i) * _step[i] - _run.Current.Gradient[i]);
        }
        return 0.5 * sum;
    }

    private double Scale(int i) => _scale[i] > 0 ? _scale[i] : 1;
}
