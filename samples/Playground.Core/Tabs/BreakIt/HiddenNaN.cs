using MicrogradSharp;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;
using Playground.Charts;

namespace Playground.Tabs.BreakIt;

/// <summary>A loss that is NaN for one row, found by a tape that stops there.</summary>
internal sealed class HiddenNaN() : BrokenThing("nan")
{
    private static readonly double[] s_rows = [-2, 0, -1, 0, 0.5, 1, 1, 1, 40, 0];

    public override Evidence Run(bool isMended, double rate)
    {
        var w = new Node(1, "w");
        var loss = Record(w, isMended, new TapeOptions());
        var descent = new Sgd([w], 0.1);
        var path = new List<(double, double)> { (0, w.Data) };
        for (int step = 0; step < 60; step++)
        {
            descent.ZeroGrad();
            loss.Backward(s_rows);
            descent.Step();
            path.Add((step + 1, w.Data));
        }
        return new Evidence(
            "w after 60 steps",
            w.Data,
            "it should be a number",
            double.IsFinite(w.Data),
            "w after each step, as long as it is a number",
            [new Series("w", Tone.Blue, path)]);
    }

    public override ToolOutput Find(bool isMended, double rate)
    {
        try
        {
            double loss = Record(new Node(1, "w"), isMended, new TapeOptions { StopAtNonFinite = true }).Backward(s_rows);
            return new ToolOutput($"The tape ran over all rows: the loss is {NumberFormat.Of(loss)}.", true);
        }
        catch (NonFiniteException error)
        {
            return new ToolOutput(
                FormattableString.Invariant($"The tape stops at row {error.Row}, at the operation {error.Value?.Symbol}."), false)
            {
                Texts = [("The exception says", error.Message)],
            };
        }
    }

    private static Tape Record(Node w, bool isMended, TapeOptions options) => Tape.Record(
        2,
        row =>
        {
            var (x, label) = (row[0], row[1]);
            var logit = w * x;
            if (isMended) return Loss.BinaryCrossEntropyWithLogits(logit, label);
            var p = logit.Sigmoid();
            return -(label * p.Log() + (1 - label) * (1 - p).Log());
        },
        options);
}
