using System.Globalization;
using MicrogradSharp.Optim;
using Spectre.Console;

namespace Moons;

/// <summary>What a run found out, after its last step.</summary>
internal static class Summary
{
    public static void Write(IAnsiConsole console, Evaluation final, DemoOptions options)
    {
        string weights = options.Seed is { } seed ? string.Create(CultureInfo.InvariantCulture, $"fresh weights of seed {seed}") : "the demo's weights";
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {options.Steps} {(options.Steps == 1 ? "step" : "steps")} from {weights}:"));
        console.WriteLine($"loss {StepText.Loss(final.Loss)} (hinge {StepText.Loss(final.DataLoss)} + L2 {StepText.Loss(final.L2)})");
        WriteAccuracy(console, final.Accuracy);
    }

    public static void Write(IAnsiConsole console, TrainingResult result, Optimizer optimizer, int rows)
    {
        string validation = result.ValidationLoss is { } loss ? $", validation {StepText.Loss(loss)}" : "";
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"after {result.Epochs} {(result.Epochs == 1 ? "epoch" : "epochs")} of {optimizer.GetType().Name} at the rate {optimizer.LearningRate} on {rows} {(rows == 1 ? "row" : "rows")}:"));
        console.WriteLine($"loss {StepText.Loss(result.Loss)}{validation}");
    }

    public static void WriteAccuracy(IAnsiConsole console, double accuracy, double? validation = null)
    {
        string held = validation is { } part ? $", validation {StepText.Percent(part)}" : "";
        console.WriteLine($"accuracy {StepText.Percent(accuracy)}{held}");
    }

    public static void Write(IAnsiConsole console, StepTiming timing)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("one step")
            .AddColumn("with Sum", column => column.RightAligned())
            .AddColumn("without Sum", column => column.RightAligned());
        table.AddRow("nodes", Count(timing.NaryNodes), Count(timing.ChainedNodes));
        foreach (var (engine, nary, chained) in timing.Engines) table.AddRow(Name(engine), Milliseconds(nary), Milliseconds(chained));
        console.Write(table);
    }

    /// <summary>Past the console's wrapping: a path is there to be copied.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyList<string> files)
    {
        foreach (string file in files) console.Profile.Out.Writer.WriteLine($"wrote {Path.GetFullPath(file)}");
    }

    private static string Count(int nodes) => nodes.ToString("N0", CultureInfo.InvariantCulture);

    private static string Name(Engine engine) => $"{engine.ToString().ToLowerInvariant()}, median time";

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F3} ms");
}
