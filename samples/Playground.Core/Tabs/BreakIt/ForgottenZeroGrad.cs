using MicrogradSharp.Diagnostics;
using Playground.Charts;

namespace Playground.Tabs.BreakIt;

/// <summary>Gradients that add up over the steps, found by comparing them with those of the gradient check.</summary>
internal sealed class ForgottenZeroGrad() : BrokenThing("zero-grad")
{
    private const double Rate = 0.1;
    private const int StepsShown = 5;

    public override Evidence Run(bool isMended, double rate)
    {
        var descent = new LineDescent(Rate, isMended);
        return new Evidence(
            "the loss before step 60",
            descent.Last,
            "it should be near 0",
            descent.Last < 0.01,
            "The loss before each step",
            [new Series("loss", Tone.Blue, [.. descent.Losses])]);
    }

    public override ToolOutput Find(bool isMended, double rate)
    {
        var rows = new List<(IReadOnlyList<double>, bool)>();
        _ = new LineDescent(Rate, isMended, (descent, step) =>
        {
            if (step >= StepsShown) return;
            double given = descent.W.Grad;
            double right = GradientCheck.Run([("w", descent.W)], descent.Loss).Inputs[0].Numeric;
            rows.Add(([step + 1, given, right], Math.Abs(given - right) <= 1e-6 * Math.Max(1, Math.Abs(right))));
        });
        bool agrees = rows.TrueForAll(row => row.Item2);
        string verdict = agrees ? "Each step gets the gradient of its own loss." : "From step 2 on, the gradient is another one.";
        return new ToolOutput(verdict, agrees)
        {
            Columns = ["step", "gradient of w in use", "gradient check"],
            Rows = rows,
        };
    }
}
