using Spectre.Console;

namespace Moons;

/// <summary>What every run shows: its training while it runs, its accuracy, and the files that it wrote.</summary>
internal static class Report
{
    private const int Parts = 10;

    /// <summary>The steps or epochs of a tenth of the way: from one line to the next, and from one checkpoint to the next.</summary>
    public static int Every(int count) => (count + Parts - 1) / Parts;

    /// <summary>Trains, and shows the progress: a bar in a terminal; a line after each tenth of the way in files and pipes.</summary>
    /// <param name="console">Where the progress goes.</param>
    /// <param name="count">The steps or epochs of the whole training.</param>
    /// <param name="train">Trains, and calls after each step or epoch, with its number from 0 and a line about it.</param>
    public static void Follow(IAnsiConsole console, int count, Action<Action<int, string>> train)
    {
        if (console.Profile.Capabilities is { Ansi: true, Interactive: true }) FollowWithBar(console, count, train);
        else FollowWithLines(console, count, train);
    }

    public static void WriteAccuracy(IAnsiConsole console, double accuracy, double? validation = null)
    {
        string held = validation is { } part ? $", validation {Text.Percent(part)}" : "";
        console.WriteLine($"accuracy {Text.Percent(accuracy)}{held}");
    }

    public static void WriteFiles(IAnsiConsole console, params ReadOnlySpan<string> files)
    {
        foreach (string file in files) WriteLine(console, $"wrote {Path.GetFullPath(file)}");
    }

    /// <summary>Writes a line that the console does not wrap: a path in it can be copied.</summary>
    public static void WriteLine(IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);

    private static void FollowWithBar(IAnsiConsole console, int count, Action<Action<int, string>> train) => console.Progress()
        .Columns(new ProgressBarColumn { Width = 28 }, new TaskDescriptionColumn { Alignment = Justify.Left })
        .Start(context =>
        {
            var task = context.AddTask("training", maxValue: count);
            train((number, text) =>
            {
                task.Description = text;
                task.Value = number + 1;
            });
        });

    private static void FollowWithLines(IAnsiConsole console, int count, Action<Action<int, string>> train)
    {
        int every = Every(count);
        train((number, text) =>
        {
            if (number % every == 0 || number == count - 1) console.WriteLine(text);
        });
    }
}
