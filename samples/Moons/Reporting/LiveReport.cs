using Spectre.Console;

namespace Moons;

/// <summary>A progress bar with the numbers of the current step, for terminals.</summary>
internal sealed class LiveReport : ITrainingReport
{
    private readonly IAnsiConsole _console;

    public LiveReport(IAnsiConsole console) => _console = console;

    public IReadOnlyList<StepRecord> Follow(IEnumerable<StepRecord> steps, int count)
    {
        var records = new List<StepRecord>();
        _console.Progress()
            .Columns(new ProgressBarColumn { Width = 28 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var task = context.AddTask("training", maxValue: count);
                foreach (var record in steps)
                {
                    records.Add(record);
                    task.Description = StepText.Of(record, count);
                    task.Value = records.Count;
                }
            });
        return records;
    }
}
