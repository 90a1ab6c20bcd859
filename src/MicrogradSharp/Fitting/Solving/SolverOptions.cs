namespace MicrogradSharp.Fitting.Solving;

/// <summary>What <see cref="LeastSquaresSolver"/> may do, and where it stops.</summary>
internal sealed record SolverOptions
{
    /// <summary>The maximum number of steps tried.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>The maximum number of evaluations of the residuals, those with a Jacobian included.</summary>
    public int MaxEvaluations { get; init; } = 10_000;

    /// <summary>
    /// Stops when the gradient is at most this: the length of the residuals' part along the tangent plane, relative to their length (the
    /// relative offset of Bates and Watts 1981). Default 0: until the gradient stops decreasing.
    /// </summary>
    public double GradientTolerance { get; init; }

    /// <summary>Stops when predicted and actual decrease of the cost are at most this, relative to the cost. Default 0.</summary>
    public double CostTolerance { get; init; }

    /// <summary>Stops when the scaled step is at most this, relative to the scaled parameters. Default 0.</summary>
    public double StepTolerance { get; init; }

    /// <summary>Lower bounds, a number for each parameter, or empty.</summary>
    public double[] Lower { get; init; } = [];

    /// <summary>Upper bounds, a number for each parameter, or empty.</summary>
    public double[] Upper { get; init; } = [];

    /// <summary>
    /// The size of a change of each parameter that matters; empty, or 0 for a parameter, to scale by the columns of the Jacobian.
    /// </summary>
    public double[] Scales { get; init; } = [];

    /// <summary>The loss, or null for least squares.</summary>
    public RobustLoss? Loss { get; init; }

    /// <summary>Whether steps follow the curvature of the path (Transtrum and Sethna 2012).</summary>
    public bool IsGeodesic { get; init; } = true;

    /// <summary>Whether parameters that enter linearly are solved for (Golub and Pereyra 1973).</summary>
    public bool SeparatesLinear { get; init; } = true;

    /// <summary>The radius of the first trust region, relative to the scaled length of the start.</summary>
    public double FirstRadius { get; init; } = 5;

    /// <summary>The maximum number of threads; -1 to choose by the amount of work. It does not change the numbers.</summary>
    public int MaxThreads { get; init; } = -1;

    /// <summary>Called after each accepted step.</summary>
    public Action<SolverProgress>? Progress { get; init; }

    /// <summary>Cancels the solver: it throws <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }
}
