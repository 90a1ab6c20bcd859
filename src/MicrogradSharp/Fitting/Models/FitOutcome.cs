using MicrogradSharp.Optim;

namespace MicrogradSharp.Fitting.Models;

/// <summary>Where the solver stopped, and why.</summary>
/// <param name="Point">The free parameters.</param>
/// <param name="Residuals">The residuals there, before any loss.</param>
/// <param name="Jacobian">Their derivatives there, column after column.</param>
/// <param name="Cost">Half the sum of the squared residuals, or of their losses, there.</param>
/// <param name="StopReason">Why it stopped.</param>
/// <param name="Iterations">The number of steps.</param>
/// <param name="ResidualEvaluations">How often the residuals were computed alone.</param>
/// <param name="JacobianEvaluations">How often they were computed with their Jacobian.</param>
internal sealed record FitOutcome(
    double[] Point, double[] Residuals, double[] Jacobian, double Cost,
    SolverStopReason StopReason, int Iterations, int ResidualEvaluations, int JacobianEvaluations);
