using System.Diagnostics;
using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.MicroGpt;

/// <summary>Measures a step of microgpt in every way, beside the same work written by hand in C.</summary>
internal static class MicroGptCommand
{
    private const int Batch = 32, Recordings = 20;

    /// <summary>Measures and prints.</summary>
    public static void Measure(FloorOptions options)
    {
        var data = MicroGptData.Read();
        var dots = new MicroGptTraining(data, Summation.Nary);
        var chains = new MicroGptTraining(data, Summation.Chained);
        var tape = dots.Record();
        var threads = dots.Record(threads: 2);
        dots.Check(tape);
        List<Contender> contenders =
        [
            Contender.Of("eager, with Dot", dots.TrainEager),
            Contender.Of("eager, chained", chains.TrainEager),
            Contender.Of("retained, with Dot", dots.TrainRetained),
            Contender.Of("tape, batch 1", () => dots.TrainTape(tape)),
            Contender.Of($"tape, batch {Batch}", () => dots.TrainTape(tape, Batch)),
            Contender.Of("… on two threads", () => dots.TrainTape(threads, Batch)),
        ];
        var native = options.Contender();
        if (native is not null) contenders.Insert(0, native);
        Contender.Race([.. contenders]);

        int documents = data.Documents.Length;
        Print($"microgpt on {documents} documents, best of {Contender.Rounds} rounds");
        Print($"{"",-20}{"ms",10}{"ms a document",16}{(native is null ? "" : "/ C floor"),14}");
        foreach (var contender in contenders)
        {
            string ratio = native is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{contender.RatioTo(native):F2} x");
            Print($"{contender.Name,-20}{contender.Milliseconds,10:F3}{contender.Milliseconds / documents,16:F4}{ratio,14}");
        }
        Print($"two threads: {contenders[^2].RatioTo(contenders[^1]):F2} x the speed of one");
        Print($"recording: {RecordingMilliseconds(dots):F1} ms");
        Print($"values of the graph of a document: {Count(data, dots):N0} with Dot, {Count(data, chains):N0} chained, on average");
        Print($"bytes of a step: {BytesOf(dots.TrainEager) / documents:N0} with Dot, {BytesOf(chains.TrainEager) / documents:N0} chained");
    }

    private static double RecordingMilliseconds(MicroGptTraining training)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Recordings; i++)
        {
            long start = Stopwatch.GetTimestamp();
            training.Record();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }

    private static double Count(MicroGptData data, MicroGptTraining training) =>
        data.Documents.Average(tokens => (double)new Graph(training.Build(tokens)).Count);

    private static long BytesOf(Action pass)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        pass();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
