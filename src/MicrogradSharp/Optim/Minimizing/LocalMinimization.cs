namespace MicrogradSharp.Optim.Minimizing;

/// <summary>A minimisation of a function that this process computes.</summary>
internal sealed class LocalMinimization : Minimization
{
    private readonly IObjective _objective;

    /// <summary>Evaluates the start.</summary>
    /// <exception cref="NonFiniteException">The function or its gradient is not finite there.</exception>
    public LocalMinimization(IObjective objective, ReadOnlySpan<double> start, Box box, MinimizeOptions options)
        : base(objective, start, box, options)
    {
        _objective = objective;
        Evaluate(Trial);
        Start();
    }

    /// <summary>Evaluates the function at <see cref="Minimization.Trial"/>; false if no evaluation is left.</summary>
    public bool TryEvaluate()
    {
        if (!TryBegin()) return false;
        Evaluate(Trial);
        return true;
    }

    /// <summary>Evaluates the function at the trial point, which has been counted.</summary>
    public void Evaluate(Iterate trial) => Take(_objective.Evaluate(trial.X, trial.Gradient));

    /// <summary>Multiplies the Hessian at <see cref="Minimization.Current"/> by a vector.</summary>
    public void MultiplyHessian(ReadOnlySpan<double> v, Span<double> product)
    {
        BeginProduct();
        _objective.MultiplyHessian(Current.X, v, product);
    }
}
