using MicrogradSharp;
using Playground.Charts;

namespace Playground.Tabs.BreakIt;

/// <summary>A learning rate above what the curvature allows, found by the loss curve and by the Hessian.</summary>
internal sealed class HighRate() : BrokenThing("learning-rate")
{
    private const double Right = 0.1;

    public override bool HasRate => true;

    public override Evidence Run(bool isMended, double rate)
    {
        var descent = new LineDescent(isMended ? Right : rate, isZeroed: true);
        double first = descent.Losses[0].Loss;
        return new Evidence(
            "the loss before step 60",
            descent.Last,
            $"it should be below the first, {NumberFormat.Of(first)}",
            descent.Last < first,
            "The logarithm of the loss before each step",
            [new Series("log₁₀ of the loss", Tone.Blue, [.. descent.Losses.Select(at => (at.Step, Math.Log10(at.Loss)))])]);
    }

    public override ToolOutput Find(bool isMended, double rate)
    {
        double[,] hessian = Differentiate.Hessian(x => LineDescent.Loss(x[0], x[1]), [0, 0]);
        double curvature = LargestEigenvalue(hessian), limit = 2 / curvature, used = isMended ? Right : rate;
        bool isBelow = used < limit;
        string limitText = NumberFormat.Of(limit), usedText = NumberFormat.Of(used);
        return new ToolOutput(
            $"The limit is 2/{NumberFormat.Of(curvature)} = {limitText}. The rate, {usedText}, is {(isBelow ? "below" : "above")} it.",
            isBelow)
        {
            Columns = ["by w twice", "by w and b", "by b twice", "largest eigenvalue"],
            Rows = [([hessian[0, 0], hessian[0, 1], hessian[1, 1], curvature], isBelow)],
            Marks = ("below the limit", "above the limit"),
        };
    }

    /// <summary>Of a symmetric 2×2 matrix.</summary>
    private static double LargestEigenvalue(double[,] matrix)
    {
        double mean = (matrix[0, 0] + matrix[1, 1]) / 2;
        return mean + double.Hypot((matrix[0, 0] - matrix[1, 1]) / 2, matrix[0, 1]);
    }
}
