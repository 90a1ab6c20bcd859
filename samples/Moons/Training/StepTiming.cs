using System.Diagnostics;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>What a step costs with each way of adding: nodes, and time measured in turns so that both ways meet the same machine.</summary>
/// <param name="NaryNodes">The nodes of a step with n-ary sums.</param>
/// <param name="ChainedNodes">The nodes of a step with chains of additions.</param>
/// <param name="NaryTime">The median time of a step with n-ary sums.</param>
/// <param name="ChainedTime">The median time of a step with chains of additions.</param>
internal sealed record StepTiming(int NaryNodes, int ChainedNodes, TimeSpan NaryTime, TimeSpan ChainedTime)
{
    private const int WarmUp = 3;
    private const int Fewest = 3;
    private const int Most = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    public static StepTiming Measure(LabelledPoints points, CancellationToken cancel)
    {
        var nary = new Way(points, Summation.Nary);
        var chained = new Way(points, Summation.Chained);
        var begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < WarmUp + Most; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (i >= WarmUp + Fewest && Stopwatch.GetElapsedTime(begin) > s_patience) break;
            nary.Step(isCounted: i >= WarmUp);
            chained.Step(isCounted: i >= WarmUp);
        }
        return new StepTiming(nary.CountNodes(), chained.CountNodes(), nary.Median(), chained.Median());
    }

    /// <summary>One way of adding, with a model of its own.</summary>
    private sealed class Way
    {
        private readonly MLP _model;
        private readonly EagerObjective _objective;
        private readonly List<TimeSpan> _times = [];

        public Way(LabelledPoints points, Summation summation)
        {
            _model = DemoModel.Create(seed: null, summation);
            _objective = new EagerObjective(_model, points, summation);
        }

        public void Step(bool isCounted)
        {
            var begin = Stopwatch.GetTimestamp();
            _objective.EvaluateWithGradients();
            Training.Update(_model.Parameters, rate: 0.1);
            if (isCounted) _times.Add(Stopwatch.GetElapsedTime(begin));
        }

        public int CountNodes() => _objective.CountNodes();

        public TimeSpan Median()
        {
            _times.Sort();
            return _times[_times.Count / 2];
        }
    }
}
