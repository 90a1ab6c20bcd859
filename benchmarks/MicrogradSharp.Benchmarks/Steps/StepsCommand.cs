using System.Diagnostics;
using System.Globalization;
using MicrogradSharp.Benchmarks.Floor;
using MicrogradSharp.Benchmarks.Moons;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.Steps;

/// <summary>Measures the demo's 100 training steps every way in one process, taking turns, so that noise hits all alike.</summary>
internal static class StepsCommand
{
    private const int Rounds = 10;
    private const int Operations = 1_000_000;
    private static readonly TimeSpan s_atLeast = TimeSpan.FromMilliseconds(30);

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code: 0, or 2 after a wrong argument.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        try
        {
            var options = StepsOptions.Parse(arguments);
            Measure(options);
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(exception.Message);
            return exception is ArgumentException ? 2 : 1;
        }
    }

    private static void Measure(StepsOptions options)
    {
        var nary = new MoonsGraph(Summation.Nary);
        var chained = new MoonsGraph(Summation.Chained);
        var floor = Timed("floor in C#", new MoonsFloor().Train);
        List<Contender> contenders =
        [
            floor,
            Timed("eager, with Sum", nary.TrainEager),
            Timed("eager, chained", chained.TrainEager),
            Timed("retained, with Sum", nary.TrainRetained),
            Timed("retained, chained", chained.TrainRetained),
        ];
        Contender? native = null;
        if (options.Floor is not null) contenders.Insert(0, native = new Contender("floor in C", new NativeFloor(options.Floor, options.Data!).Measure));

        for (int round = 0; round < Rounds; round++)
        {
            foreach (var contender in contenders) contender.Measure();
            contenders.Reverse();   // nobody always comes after the same neighbour
        }

        Print($"100 steps of the moons demo, best of {Rounds} rounds");
        Print($"{"",-20}{"ms",10}{"/ C# floor",14}{(native is null ? "" : "/ C floor"),14}");
        foreach (var contender in contenders)
        {
            string toNative = native is null ? "" : Ratio(contender, native);
            Print($"{contender.Name,-20}{contender.Milliseconds,10:F3}{Ratio(contender, floor),14}{toNative,14}");
        }
        Print($"nodes: {nary.Retained.Count:N0} with Sum, {chained.Retained.Count:N0} chained");
        Print($"a binary operation allocates {BytesOfOperation():F1} bytes");
        Print($"a retained forward and backward pass allocates {BytesOfPass(nary.Retained)} bytes");
    }

    private static Contender Timed(string name, Func<double> train)
    {
        MoonsData.CheckLastLoss(name, train());
        return new Contender(name, () =>
        {
            GC.Collect();   // nobody pays for a neighbour's garbage
            int runs = 0;
            long start = Stopwatch.GetTimestamp();
            TimeSpan elapsed;
            do
            {
                train();
                runs++;
                elapsed = Stopwatch.GetElapsedTime(start);
            }
            while (elapsed < s_atLeast);
            return elapsed.TotalMilliseconds / runs;
        });
    }

    private static double BytesOfOperation()
    {
        Node a = 2.0, b = 3.0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Operations; i++) _ = a * b;
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Operations;
    }

    private static long BytesOfPass(Graph graph)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        graph.Forward();
        graph.Backward();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Ratio(Contender contender, Contender baseline) =>
        string.Create(CultureInfo.InvariantCulture, $"{contender.Milliseconds / baseline.Milliseconds:F2} x");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
