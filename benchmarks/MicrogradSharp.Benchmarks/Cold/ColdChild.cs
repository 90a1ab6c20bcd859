using System.Diagnostics;
using System.Runtime;
using MicrogradSharp.Benchmarks.Moons;
using MicrogradSharp.Nn;
using Moons;

namespace MicrogradSharp.Benchmarks.Cold;

/// <summary>What runs in a fresh process: the demo's 100 steps on a tape, written as a short program would be, or nothing.</summary>
internal static class ColdChild
{
    public const string Demo = "demo";
    public const string Nothing = "nothing";

    /// <summary>Runs the work, and prints what it took as one line for the parent.</summary>
    /// <param name="work"><see cref="Demo"/> or <see cref="Nothing"/>.</param>
    /// <param name="start">The time stamp of the first line of Main.</param>
    public static void Run(string work, long start)
    {
        var sample = work == Demo ? Train(start) : default;
        sample.Processor = Environment.CpuUsage.TotalTime.TotalMilliseconds;
        sample.Write(Console.Out);
    }

    private static ColdSample Train(long start)
    {
        double[] rows = MoonsData.RowByRow, weights = MoonsData.FirstParameters;
        double data = MillisecondsSince(start);

        var model = new MLP(2, [16, 16, 1]);
        int next = 0;
        foreach (var parameter in model.Parameters) parameter.Data = weights[next++];
        var loss = new DemoLoss(model, Summation.Nary);
        var tape = Tape.Record(DemoLoss.Columns, loss.OfRow);
        double recorded = MillisecondsSince(start);

        double[] passes = new double[MoonsData.Steps];
        double last = 0;
        for (int step = 0; step < MoonsData.Steps; step++)
        {
            model.ZeroGrad();
            long before = Stopwatch.GetTimestamp();
            last = tape.Backward(rows);
            passes[step] = MillisecondsSince(before);
            Update(model, MoonsData.Rate(step));
        }
        double total = MillisecondsSince(start);
        MoonsData.CheckLastLoss("cold", last);

        var tail = passes.AsSpan(9);
        double first = passes[0], second = passes[1];
        tail.Sort();
        return new ColdSample
        {
            Data = data,
            Record = recorded - data,
            First = first,
            Second = second,
            FromTenth = tail[tail.Length / 2],
            Total = total,
            Compiled = JitInfo.GetCompiledMethodCount(),
            Compilation = JitInfo.GetCompilationTime().TotalMilliseconds,
        };
    }

    private static void Update(MLP model, double rate)
    {
        foreach (var parameter in model.Parameters) parameter.Data -= rate * parameter.Grad;
    }

    private static double MillisecondsSince(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
