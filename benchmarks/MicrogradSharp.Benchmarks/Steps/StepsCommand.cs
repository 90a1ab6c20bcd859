using System.Globalization;
using MicrogradSharp.Benchmarks.Floor;
using MicrogradSharp.Benchmarks.Moons;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.Steps;

/// <summary>
/// Measures the demo's 100 training steps in every way. The ways take turns in one process, so that noise affects all alike.
/// </summary>
internal static class StepsCommand
{
    private const int Operations = 1_000_000;

    /// <summary>Measures and prints.</summary>
    public static void Measure(FloorOptions options)
    {
        var nary = new MoonsGraph(Summation.Nary);
        var chained = new MoonsGraph(Summation.Chained);
        var floor = Training("floor in C#", new MoonsFloor().Train);
        List<Contender> contenders =
        [
            floor,
            Training("eager, with Sum", nary.TrainEager),
            Training("eager, chained", chained.TrainEager),
            Training("retained, with Sum", nary.TrainRetained),
            Training("retained, chained", chained.TrainRetained),
            Training("tape, one thread", nary.TrainTape),
        ];
        var native = options.Contender();
        if (native is not null) contenders.Insert(0, native);
        Contender.Race([.. contenders]);

        Print($"100 steps of the moons demo, best of {Contender.Rounds} rounds");
        Print($"{"",-20}{"ms",10}{"/ C# floor",14}{(native is null ? "" : "/ C floor"),14}");
        foreach (var contender in contenders)
        {
            string toNative = native is null ? "" : Ratio(contender, native);
            Print($"{contender.Name,-20}{contender.Milliseconds,10:F3}{Ratio(contender, floor),14}{toNative,14}");
        }
        Print($"nodes: {nary.Retained.Count:N0} with Sum, {chained.Retained.Count:N0} chained");
        Print($"a binary operation allocates {BytesOfOperation():F1} bytes");
        long retained = BytesOf(() =>
        {
            nary.Retained.Forward();
            nary.Retained.Backward();
        });
        Print($"a retained forward and backward pass allocates {retained} bytes");
        Print($"a tape's pass allocates {BytesOf(() => nary.Tape.Backward(MoonsData.RowByRow))} bytes");
    }

    /// <summary>Returns a contender that runs 100 steps.</summary>
    /// <exception cref="InvalidOperationException">The steps do not end at the loss of the reference.</exception>
    public static Contender Training(string name, Func<double> train)
    {
        MoonsData.CheckLastLoss(name, train());
        return Contender.Of(name, () => train());
    }

    private static double BytesOfOperation()
    {
        Node a = 2.0, b = 3.0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Operations; i++) _ = a * b;
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Operations;
    }

    private static long BytesOf(Action pass)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        pass();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Ratio(Contender contender, Contender baseline) =>
        string.Create(CultureInfo.InvariantCulture, $"{contender.RatioTo(baseline):F2} x");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
