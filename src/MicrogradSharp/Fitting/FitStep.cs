using System.Globalization;

namespace MicrogradSharp.Fitting;

/// <summary>What a fit reports after a step.</summary>
/// <param name="Iteration">The number of steps tried so far.</param>
/// <param name="Cost">Half the sum of the squared residuals, or of their losses, after the step.</param>
/// <param name="GradientNorm">
/// The length of the part of the residuals that a change of the parameters could remove, relative to their length: 0 at a minimum.
/// </param>
/// <param name="StepNorm">The length of the step, in the scaled parameters.</param>
public sealed record FitStep(int Iteration, double Cost, double GradientNorm, double StepNorm)
{
    /// <summary>Returns the numbers on one line: <c>step 3: cost 0.0623, gradient 1e-06, length 0.02</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"step {Iteration}: cost {Cost:G6}, gradient {GradientNorm:G3}, length {StepNorm:G3}");
}
