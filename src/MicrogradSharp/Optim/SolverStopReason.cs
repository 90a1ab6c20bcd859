namespace MicrogradSharp.Optim;

/// <summary>Why a minimiser, a root finder or a fit stopped.</summary>
public enum SolverStopReason
{
    /// <summary>The scaled gradient is 0 to within its tolerance: a minimum, to the digits asked for.</summary>
    GradientConverged,

    /// <summary>The step is too small to change the parameters: no better point can be represented.</summary>
    StepConverged,

    /// <summary>The predicted and the actual decrease of the cost are below its tolerance.</summary>
    CostConverged,

    /// <summary>The maximum number of iterations is done.</summary>
    IterationLimit,

    /// <summary>The maximum number of evaluations is done.</summary>
    EvaluationLimit,

    /// <summary>No step from here decreases the cost, and the gradient is not 0.</summary>
    NoProgress,

    /// <summary>The function is NaN or infinite at every point tried near the current one.</summary>
    NonFinite,

    /// <summary>The equations are satisfied to within the tolerance: a root.</summary>
    ResidualConverged,
}
