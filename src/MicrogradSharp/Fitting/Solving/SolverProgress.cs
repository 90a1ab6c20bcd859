namespace MicrogradSharp.Fitting.Solving;

/// <summary>What a solver reports after an accepted step.</summary>
/// <param name="Iteration">The number of steps tried so far.</param>
/// <param name="Cost">½ Σ ρ(rᵢ²) after the step.</param>
/// <param name="Gradient">The length of the residuals' part along the tangent plane, relative to their length.</param>
/// <param name="StepNorm">The scaled length of the step.</param>
/// <param name="Lambda">The Levenberg–Marquardt parameter.</param>
/// <param name="Radius">The radius of the trust region for the next step.</param>
internal readonly record struct SolverProgress(
    int Iteration, double Cost, double Gradient, double StepNorm, double Lambda, double Radius);
