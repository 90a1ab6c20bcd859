using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Solving;

/// <summary>Where a solver stopped, and why.</summary>
internal sealed class SolverResult
{
    /// <summary>The parameters.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>The residuals at the parameters, without the weights of a loss.</summary>
    public required double[] Residuals { get; init; }

    /// <summary>The Jacobian at the parameters, column-major, without the weights of a loss.</summary>
    public required double[] Jacobian { get; init; }

    /// <summary>½ Σ ρ(rᵢ²).</summary>
    public required double Cost { get; init; }

    /// <summary>The length of the residuals' part along the tangent plane of the free parameters, relative to their length.</summary>
    public required double Gradient { get; init; }

    /// <summary>Why the solver stopped.</summary>
    public required SolverStopReason StopReason { get; init; }

    /// <summary>The number of steps tried.</summary>
    public required int Iterations { get; init; }

    /// <summary>The number of evaluations of the residuals without derivatives.</summary>
    public required int ResidualEvaluations { get; init; }

    /// <summary>The number of evaluations of the residuals with the Jacobian.</summary>
    public required int JacobianEvaluations { get; init; }

    /// <summary>The number of evaluations of second derivatives, along a direction or as a matrix.</summary>
    public required int SecondDerivativeEvaluations { get; init; }

    /// <summary>For each parameter: −1 at its lower bound, 1 at its upper bound, else 0.</summary>
    public required sbyte[] Bounds { get; init; }
}
