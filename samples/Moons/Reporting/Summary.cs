using System.Globalization;
using Spectre.Console;

namespace Moons;

/// <summary>What a run found out, after its last step.</summary>
internal static class Summary
{
    public static void Write(IAnsiConsole console, Evaluation final, TrainOptions options)
    {
        string weights = options.Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"fresh weights of seed {seed}") : "the demo's weights";
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {options.Steps} {(options.Steps == 1 ? "step" : "steps")} from {weights}:"));
        console.WriteLine($"loss {StepText.Loss(final.Loss)} (hinge {StepText.Loss(final.DataLoss)} + L2 {StepText.Loss(final.L2)})");
        console.WriteLine($"accuracy {StepText.Percent(final.Accuracy)}");
    }

    public static void Write(IAnsiConsole console, StepTiming timing)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("one step")
            .AddColumn("nodes", column => column.RightAligned())
            .AddColumn("median time", column => column.RightAligned());
        table.AddRow("with Sum", Count(timing.NaryNodes), Milliseconds(timing.NaryTime));
        table.AddRow("without Sum", Count(timing.ChainedNodes), Milliseconds(timing.ChainedTime));
        console.Write(table);
    }

    /// <summary>Past the console's wrapping: a path is there to be copied.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<string> files)
    {
        foreach (string file in files) console.Profile.Out.Writer.WriteLine($"wrote {file}");
    }

    private static string Count(int nodes) => nodes.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms");
}
