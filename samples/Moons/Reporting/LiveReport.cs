using Spectre.Console;

namespace Moons;

/// <summary>A progress bar with the numbers of the current step, for terminals.</summary>
internal sealed class LiveReport : ITrainingReport
{
    private readonly IAnsiConsole _console;

    public LiveReport(IAnsiConsole console) => _console = console;

    public void Follow(int count, Action<Action<int, string>> train) => _console.Progress()
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
}
