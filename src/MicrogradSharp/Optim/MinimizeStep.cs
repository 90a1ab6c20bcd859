using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>What <see cref="Minimize"/> reports after an iteration.</summary>
/// <param name="Iteration">The iteration, from 1.</param>
/// <param name="Point">A copy of the variables after the step.</param>
/// <param name="Value">The function there.</param>
/// <param name="GradientNorm">The largest |gᵢ| · max(1, |xᵢ|) there, see <see cref="MinimizeOptions.GradientTolerance"/>.</param>
/// <param name="StepLength">The Euclidean length of the step. Newton's method also reports steps that it rejects: they are 0.</param>
/// <param name="Evaluations">The number of evaluations so far.</param>
public sealed record MinimizeStep(
    int Iteration, IReadOnlyList<double> Point, double Value, double GradientNorm, double StepLength, int Evaluations)
{
    /// <summary>Returns the numbers on one line: <c>iteration 3: value 0.25, gradient 0.1, step 0.01, 5 evaluations</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"iteration {Iteration}: value {Value}, gradient {GradientNorm}, step {StepLength}, {NumberText.Count(Evaluations, "evaluation")}");
}
