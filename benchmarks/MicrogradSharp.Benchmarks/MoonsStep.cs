using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using MicrogradSharp.Benchmarks.Floor;
using MicrogradSharp.Benchmarks.Moons;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks;

/// <summary>The training step of the moons demo, whole and in parts, with <c>Sum</c> and with chains of additions.</summary>
/// <remarks>
/// The time of a whole step is that of the demo's 100 steps divided by 100. Early and late steps differ: a row on the right side of its
/// margin has a gradient of 0 and costs less. The parts are measured at the initial weights.
/// </remarks>
public class MoonsStep : INodeCounter
{
    private MoonsFloor _floor = null!;
    private MoonsGraph _nary = null!;
    private MoonsGraph _chained = null!;

    [GlobalSetup]
    public void Setup()
    {
        _floor = new MoonsFloor();
        MoonsData.CheckLastLoss(nameof(Floor), _floor.Train());
        _nary = new MoonsGraph(Summation.Nary);
        MoonsData.CheckLastLoss(nameof(Tape), _nary.TrainTape());
        MoonsData.CheckLastLoss(nameof(Retained), _nary.TrainRetained());
        _nary.Reset();
        _nary.Retained.Forward();
        _chained = new MoonsGraph(Summation.Chained);
        MoonsData.CheckLastLoss(nameof(Retained_chained), _chained.TrainRetained());
        _chained.Reset();
        _chained.Retained.Forward();
    }

    /// <summary>
    /// .NET recompiles the tape's kernels with optimisation only after about a second, which is longer than the harness warms up.
    /// </summary>
    [GlobalSetup(Target = nameof(Tape))]
    public void SetupTape()
    {
        Setup();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2)) _nary.TrainTape();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = MoonsData.Steps)]
    public double Floor() => _floor.Train();

    [Benchmark(OperationsPerInvoke = MoonsData.Steps)]
    public double Tape() => _nary.TrainTape();

    [Benchmark(OperationsPerInvoke = MoonsData.Steps)]
    public double Eager() => _nary.TrainEager();

    [Benchmark(OperationsPerInvoke = MoonsData.Steps)]
    public double Eager_chained() => _chained.TrainEager();

    [Benchmark(OperationsPerInvoke = MoonsData.Steps)]
    public double Retained() => _nary.TrainRetained();

    [Benchmark(OperationsPerInvoke = MoonsData.Steps)]
    public double Retained_chained() => _chained.TrainRetained();

    [Benchmark]
    public Node Build() => _nary.Build();

    [Benchmark]
    public Node Build_chained() => _chained.Build();

    [Benchmark]
    public double Forward() => _nary.Retained.Forward();

    [Benchmark]
    public double Forward_chained() => _chained.Retained.Forward();

    [Benchmark]
    public void Backward() => _nary.Retained.Backward();

    [Benchmark]
    public void Backward_chained() => _chained.Retained.Backward();

    int? INodeCounter.CountNodes(string benchmark)
    {
        if (benchmark is nameof(Floor) or nameof(Tape)) return null;
        bool isChained = benchmark.EndsWith("_chained", StringComparison.Ordinal);
        return new MoonsGraph(isChained ? Summation.Chained : Summation.Nary).Retained.Count;
    }
}
