using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>What <see cref="Roots"/> reports after an iteration.</summary>
/// <param name="Iteration">The iteration, from 1.</param>
/// <param name="Point">A copy of the variables after the step.</param>
/// <param name="ResidualNorm">The largest |fᵢ| there.</param>
/// <param name="StepLength">The Euclidean length of the step; 0 if it was rejected.</param>
/// <param name="Evaluations">The number of evaluations so far.</param>
public sealed record RootStep(int Iteration, IReadOnlyList<double> Point, double ResidualNorm, double StepLength, int Evaluations)
{
    /// <summary>Returns the numbers on one line: <c>iteration 3: residual 0.25, step 0.01, 5 evaluations</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"iteration {Iteration}: residual {ResidualNorm}, step {StepLength}, {NumberText.Count(Evaluations, "evaluation")}");
}
