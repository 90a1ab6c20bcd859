using System.Numerics.Tensors;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// The state that the minimisers share: the current point, a trial point, the counts and the tests for stopping. Who computes the
/// function writes the gradient of the trial point, and calls <see cref="Take"/>.
/// </summary>
internal class Minimization
{
    private const double Rounding = 1e-12;      // of two evaluations relative to their value, where larger terms cancel
    private const double SmallGradient = 1e-3;

    private readonly IVariables _variables;
    private readonly MinimizeOptions _options;

    /// <summary>Makes the start the trial point: evaluate it, and call <see cref="Start"/>.</summary>
    public Minimization(IVariables variables, ReadOnlySpan<double> start, Box box, MinimizeOptions options)
    {
        (_variables, _options, Box) = (variables, options, box);
        (Current, Trial) = (new Iterate(start.Length), new Iterate(start.Length));
        start.CopyTo(Trial.X);
        if (options.ResumeFrom is { } checkpoint) (Iterations, Evaluations) = MinimizeCheckpoint.CountsBefore(checkpoint);
        options.CancellationToken.ThrowIfCancellationRequested();
        Evaluations++;      // the start is always evaluated, even if the checkpoint has used up the limit
    }

    public int Count => _variables.Count;

    public Box Box { get; }

    public MinimizeOptions Options => _options;

    /// <summary>The best point so far.</summary>
    public Iterate Current { get; private set; }

    /// <summary>The point that is tried.</summary>
    public Iterate Trial { get; private set; }

    public int Iterations { get; private set; }

    public int Evaluations { get; private set; }

    /// <summary>The evaluations up to the state that a checkpoint holds: those of a search that goes on are done again.</summary>
    public int SettledEvaluations { get; private set; }

    public int HessianProducts { get; private set; }

    /// <summary>Called after each iteration, before it is reported.</summary>
    public Action? OnIteration { get; set; }

    /// <summary>Whether the two values differ by rounding only, so that only gradients can tell which point is better.</summary>
    public bool IsFlat => Math.Abs(Trial.Value - Current.Value) <= Rounding * Math.Abs(Current.Value);

    /// <summary>
    /// Whether a decrease that a model predicts is too small to be seen. At a kink, models predict little too, but the gradient is large.
    /// </summary>
    public bool IsBelowRounding(double predicted) =>
        predicted <= Rounding * Math.Abs(Current.Value) && Current.Norm <= SmallGradient * Math.Max(1, Math.Abs(Current.Value));

    /// <summary>Makes the start, which has been evaluated, the current point.</summary>
    /// <exception cref="NonFiniteException">The function or its gradient is not finite there.</exception>
    public void Start()
    {
        if (!Trial.IsFinite) throw _variables.Explain(Trial.Value, Trial.Gradient);
        (Current, Trial) = (Trial, Current);
        Settle();
    }

    /// <summary>Notes that a checkpoint may be taken of the state of the method.</summary>
    public void Settle() => SettledEvaluations = Evaluations;

    /// <summary>Counts an evaluation of the function at <see cref="Trial"/>; false if none is left.</summary>
    public bool TryBegin()
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        if (Evaluations >= _options.MaxEvaluations) return false;
        Evaluations++;
        return true;
    }

    /// <summary>Takes the value of the function at <see cref="Trial"/>, whose gradient has been written.</summary>
    /// <param name="value">The value.</param>
    /// <param name="matrix">What else must be finite there; default empty, nothing.</param>
    public void Take(double value, ReadOnlySpan<double> matrix = default)
    {
        Trial.Value = value;
        Trial.IsFinite = double.IsFinite(value) && TensorPrimitives.IsFiniteAll<double>(Trial.Gradient)
            && (matrix.IsEmpty || TensorPrimitives.IsFiniteAll(matrix));
        Trial.Norm = Trial.IsFinite ? Box.ProjectedNorm(Trial.X, Trial.Gradient) : double.NaN;
    }

    /// <summary>Counts a product of the Hessian and a vector.</summary>
    public void BeginProduct()
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        HessianProducts++;
    }

    /// <summary>The reason to stop before an iteration, or null.</summary>
    public SolverStopReason? ReasonToStop()
    {
        if (Current.Norm <= _options.GradientTolerance) return SolverStopReason.GradientConverged;
        return Iterations >= _options.MaxIterations ? SolverStopReason.IterationLimit : null;
    }

    /// <summary>Makes the trial point the current one.</summary>
    /// <param name="predicted">The decrease that the model predicted.</param>
    /// <returns>The reason to stop, or null.</returns>
    public SolverStopReason? Accept(double predicted)
    {
        double decrease = Current.Value - Trial.Value, size = Math.Max(Math.Abs(Current.Value), Math.Abs(Trial.Value));
        bool isSmall = true;
        for (int i = 0; i < Count && isSmall; i++)
        {
            isSmall = Math.Abs(Trial.X[i] - Current.X[i]) <= _options.StepTolerance * Math.Abs(Trial.X[i]);
        }
        (Current, Trial) = (Trial, Current);
        Finish(_options.OnStep is null ? 0 : TensorPrimitives.Distance<double>(Current.X, Trial.X));
        if (Current.Norm <= _options.GradientTolerance) return SolverStopReason.GradientConverged;
        if (isSmall) return SolverStopReason.StepConverged;
        bool isCheap = Math.Max(decrease, predicted) <= _options.CostTolerance * size && _options.CostTolerance > 0;
        return isCheap ? SolverStopReason.CostConverged : null;
    }

    /// <summary>Counts an iteration that did not find a better point.</summary>
    public void Reject() => Finish(stepLength: 0);

    public MinimizeResult Result(SolverStopReason reason)
    {
        string[] names = new string[Count];
        for (int i = 0; i < names.Length; i++) names[i] = _variables.NameOf(i);
        return new MinimizeResult(names, _options.Lower, _options.Upper)
        {
            Minimizer = Current.X,
            Value = Current.Value,
            Gradient = Current.Gradient,
            GradientNorm = Current.Norm,
            StopReason = reason,
            Message = StopMessage.Of(reason, Current.Norm, _options),
            Iterations = Iterations,
            Evaluations = Evaluations,
            HessianProducts = HessianProducts,
        };
    }

    private void Finish(double stepLength)
    {
        Iterations++;
        Settle();
        OnIteration?.Invoke();
        if (_options.OnStep is not { } onStep) return;
        onStep(new MinimizeStep(Iterations, [.. Current.X], Current.Value, Current.Norm, stepLength, Evaluations));
    }
}
