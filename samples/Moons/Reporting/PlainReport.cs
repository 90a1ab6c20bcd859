using Spectre.Console;

namespace Moons;

/// <summary>A line every tenth of the way, for files and pipes.</summary>
internal sealed class PlainReport : ITrainingReport
{
    private const int Lines = 10;

    private readonly IAnsiConsole _console;

    public PlainReport(IAnsiConsole console) => _console = console;

    public IReadOnlyList<StepRecord> Follow(IEnumerable<StepRecord> steps, int count)
    {
        var records = new List<StepRecord>();
        int every = (count + Lines - 1) / Lines;
        foreach (var record in steps)
        {
            records.Add(record);
            if (record.Step % every == 0 || record.Step == count - 1) _console.WriteLine(StepText.Of(record, count));
        }
        return records;
    }
}
