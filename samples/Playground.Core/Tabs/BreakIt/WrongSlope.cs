using MicrogradSharp;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Optim;
using Playground.Charts;

namespace Playground.Tabs.BreakIt;

/// <summary>An operator whose slope is wrong, found by the gradient check.</summary>
internal sealed class WrongSlope() : BrokenThing("wrong-slope")
{
    private const int Steps = 100;
    private const double Minimum = -1.2784645427610738;     // where sigmoid(x) (1 + x (1 − sigmoid(x))) is 0

    public override Evidence Run(bool isMended, double rate)
    {
        var x = new Node(2, "x");
        var descent = new Sgd([x], 1);
        var path = new List<(double, double)> { (0, x.Data) };
        for (int step = 0; step < Steps; step++)
        {
            descent.ZeroGrad();
            Swish.Of(x, isMended).Backward();
            descent.Step();
            path.Add((step + 1, x.Data));
        }
        return new Evidence(
            $"x after {Steps} steps",
            x.Data,
            "the minimum is at −1.2785",
            Math.Abs(x.Data - Minimum) < 1e-3,
            "x after each step, and the place of the minimum",
            [new Series("x", Tone.Blue, path), new Series("the minimum", Tone.Teal, [(0, Minimum), (Steps, Minimum)])]);
    }

    public override ToolOutput Find(bool isMended, double rate)
    {
        var report = GradientCheck.Run(x => Node.Sum([.. x.ToArray().Select(one => Swish.Of(one, isMended))]), [-3, -1, 0.5, 2]);
        return new ToolOutput(report.Passed ? "All slopes agree." : "The slopes differ from the differences.", report.Passed)
        {
            Columns = ["at", "slope as written", "difference"],
            Rows =
            [
                .. report.Inputs.Select(entry =>
                    ((IReadOnlyList<double>)[entry.At, entry.Analytic, entry.Numeric], entry.Passed)),
            ],
        };
    }
}
