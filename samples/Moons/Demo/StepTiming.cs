using System.Diagnostics;
using System.Globalization;
using MicrogradSharp;
using MicrogradSharp.Datasets;
using MicrogradSharp.Nn;
using Spectre.Console;

namespace Moons;

/// <summary>What a step costs with each engine and each way of adding: nodes, and time.</summary>
internal static class StepTiming
{
    /// <summary>Long enough for the compiler to optimise the methods: it does so after they have run for a while.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(1);

    private const int FewestSteps = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures, and writes a table.</summary>
    /// <param name="console">Where the table goes.</param>
    /// <param name="points">The rows of a step.</param>
    /// <param name="warmUp">How long each engine runs before it is timed.</param>
    /// <param name="cancel">Stops between two steps.</param>
    public static void Write(IAnsiConsole console, Dataset points, TimeSpan warmUp, CancellationToken cancel)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("one step")
            .AddColumn("with Sum", column => column.RightAligned())
            .AddColumn("without Sum", column => column.RightAligned());
        table.AddRow("nodes", Nodes(points, Summation.Nary), Nodes(points, Summation.Chained));
        foreach (var engine in Enum.GetValues<Engine>())
        {
            var (nary, chained) = Measure(engine, points, warmUp, cancel);
            table.AddRow($"{Text.Lower(engine)}, median time", Milliseconds(nary), Milliseconds(chained));
        }
        console.Write(table);
    }

    /// <summary>The number of nodes of a step's graph.</summary>
    public static int CountNodes(Dataset points, Summation summation) =>
        new Graph(new DemoLoss(MicrogradDemo.Model(summation), summation).OfRows(points.Rows)).Count;

    /// <summary>Both ways of adding take turns, so that other load on the machine slows both.</summary>
    /// <remarks>An engine's graphs can be collected before the next one's are built.</remarks>
    private static (TimeSpan Nary, TimeSpan Chained) Measure(Engine engine, Dataset points, TimeSpan warmUp, CancellationToken cancel)
    {
        Way nary = new(engine, points, Summation.Nary), chained = new(engine, points, Summation.Chained);
        TakeTurns(warmUp);
        nary.Forget();
        chained.Forget();
        TakeTurns(s_patience);
        return (nary.Median(), chained.Median());

        void TakeTurns(TimeSpan duration)
        {
            var begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < FewestSteps || Stopwatch.GetElapsedTime(begin) < duration; i++)
            {
                cancel.ThrowIfCancellationRequested();
                nary.Step();
                chained.Step();
            }
        }
    }

    private static string Nodes(Dataset points, Summation summation) =>
        CountNodes(points, summation).ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F3} ms");

    /// <summary>One way of adding, with a model of its own.</summary>
    private sealed class Way
    {
        private readonly DemoTraining _training;
        private readonly List<TimeSpan> _times = [];

        public Way(Engine engine, Dataset points, Summation summation)
        {
            _training = new DemoTraining(engine, MicrogradDemo.Model(summation), points, summation);
            _training.Optimizer.LearningRate = 0.1;
        }

        public void Step()
        {
            var begin = Stopwatch.GetTimestamp();
            _training.Backward();
            _training.Optimizer.Step();
            _times.Add(Stopwatch.GetElapsedTime(begin));
        }

        public void Forget() => _times.Clear();

        public TimeSpan Median()
        {
            _times.Sort();
            return _times[_times.Count / 2];
        }
    }
}
