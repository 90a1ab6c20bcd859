using Spectre.Console;

namespace Moons;

/// <summary>A line every tenth of the way, for files and pipes.</summary>
internal sealed class PlainReport : ITrainingReport
{
    private readonly IAnsiConsole _console;

    public PlainReport(IAnsiConsole console) => _console = console;

    public void Follow(int count, Action<Action<int, string>> train)
    {
        int every = TrainingReport.Every(count);
        train((number, text) =>
        {
            if (number % every == 0 || number == count - 1) _console.WriteLine(text);
        });
    }
}
