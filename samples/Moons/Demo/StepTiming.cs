using System.Diagnostics;
using MicrogradSharp.Nn;
using MicrogradSharp.Optim;

namespace Moons;

/// <summary>What a step costs with each engine and each way of adding: nodes, and time.</summary>
/// <param name="NaryNodes">The nodes of a step with n-ary sums.</param>
/// <param name="ChainedNodes">The nodes of a step with chains of additions.</param>
/// <param name="Engines">The times.</param>
internal sealed record StepTiming(int NaryNodes, int ChainedNodes, IReadOnlyList<EngineTiming> Engines)
{
    /// <summary>Long enough to time what methods are in the end: they are compiled again, better, once they have run a while.</summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(1);

    private const int FewestSteps = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    /// <param name="points">The rows of a step.</param>
    /// <param name="warmUp">How long each engine runs before it is timed.</param>
    /// <param name="cancel">Stops between two steps.</param>
    public static StepTiming Measure(LabelledPoints points, TimeSpan warmUp, CancellationToken cancel)
    {
        EngineTiming[] engines = [.. Enum.GetValues<Engine>().Select(engine => Measure(engine, points, warmUp, cancel))];
        return new StepTiming(CountNodes(points, Summation.Nary), CountNodes(points, Summation.Chained), engines);
    }

    /// <summary>Both ways of adding take turns, so that they meet the same machine; an engine's graphs are gone before the next one's are built.</summary>
    private static EngineTiming Measure(Engine engine, LabelledPoints points, TimeSpan warmUp, CancellationToken cancel)
    {
        Way nary = new(engine, points, Summation.Nary), chained = new(engine, points, Summation.Chained);
        TakeTurns(warmUp);
        nary.Forget();
        chained.Forget();
        TakeTurns(s_patience);
        return new EngineTiming(engine, nary.Median(), chained.Median());

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

    private static int CountNodes(LabelledPoints points, Summation summation) =>
        new EagerObjective(DemoModel.Create(seed: null, summation), points, summation).CountNodes();

    /// <summary>One way of adding, with a model of its own.</summary>
    private sealed class Way
    {
        private readonly Sgd _optimizer;
        private readonly IObjective _objective;
        private readonly List<TimeSpan> _times = [];

        public Way(Engine engine, LabelledPoints points, Summation summation)
        {
            var model = DemoModel.Create(seed: null, summation);
            _optimizer = new Sgd(model.Parameters, learningRate: 0.1);
            _objective = Objectives.Create(engine, model, points, summation);
        }

        public void Step()
        {
            var begin = Stopwatch.GetTimestamp();
            _objective.EvaluateWithGradients();
            _optimizer.Step();
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
