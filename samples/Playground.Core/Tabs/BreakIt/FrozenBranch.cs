using MicrogradSharp;
using Playground.Charts;

namespace Playground.Tabs.BreakIt;

/// <summary>A branch that is decided while a tape is recorded, found by reading data in the recording.</summary>
internal sealed class FrozenBranch() : BrokenThing("frozen-branch")
{
    private static readonly double[] s_rows = [3, 2, 1, 0, -1, -2];

    public override Evidence Run(bool isMended, double rate)
    {
        double[] outputs = Record(isMended).Evaluate(s_rows);
        return new Evidence(
            "the answer for −2",
            outputs[^1],
            "a tenth of −2 is −0.2",
            Math.Abs(outputs[^1] + 0.2) < 1e-12,
            "What the tape answers for each x, and what the function gives outside of it",
            [
                new Series("the function", Tone.Teal, [.. s_rows.Select(x => (x, Leaky(x)))]),
                new Series("the tape", Tone.Blue, [.. s_rows.Zip(outputs)]) { IsDots = true },
            ]);
    }

    public override ToolOutput Find(bool isMended, double rate)
    {
        (string, string) listing = ("The tape holds", Record(isMended).ToString());
        if (isMended) return new ToolOutput("The branch is in the tape, as an operation.", true) { Texts = [listing] };
        try
        {
            Tape.Record(1, row => row[0].Data > 0 ? row[0] : 0.1 * row[0]);
        }
        catch (InvalidOperationException refused)
        {
            return new ToolOutput("With the row's own data in the if, the library refuses to record.", false)
            {
                Texts = [("The exception says", refused.Message), listing],
            };
        }
        return new ToolOutput("The library recorded it.", true) { Texts = [listing] };
    }

    private static double Leaky(double x) => x > 0 ? x : 0.1 * x;

    private static Tape Record(bool isMended)
    {
        double first = s_rows[0];
        return Tape.Record(1, row =>
        {
            if (isMended) return Node.Where(row[0], row[0], 0.1 * row[0]);
            if (first > 0) return row[0];
            return 0.1 * row[0];
        });
    }
}
