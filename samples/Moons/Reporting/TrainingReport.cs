using Spectre.Console;

namespace Moons;

/// <summary>Chooses how to show a training.</summary>
internal static class TrainingReport
{
    private const int Parts = 10;

    public static ITrainingReport For(IAnsiConsole console) =>
        console.Profile.Capabilities is { Ansi: true, Interactive: true } ? new LiveReport(console) : new PlainReport(console);

    /// <summary>The steps or epochs of a tenth of the way: from one line to the next, and from one checkpoint to the next.</summary>
    public static int Every(int count) => (count + Parts - 1) / Parts;
}
