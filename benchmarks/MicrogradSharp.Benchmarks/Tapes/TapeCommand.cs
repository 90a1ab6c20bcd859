using System.Globalization;
using MicrogradSharp.Benchmarks.Floor;
using MicrogradSharp.Benchmarks.Moons;
using MicrogradSharp.Benchmarks.Steps;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.Tapes;

/// <summary>Measures the tape against its targets, in one process.</summary>
internal static class TapeCommand
{
    private const int ManyRows = 100_000;

    /// <summary>Measures and prints.</summary>
    public static void Measure(FloorOptions options)
    {
        Print($"the tape, best of {Contender.Rounds} rounds{"measured",37}{"target",14}");
        var moons = new MoonsGraph(Summation.Nary);
        PrintSteps(moons, options.Contender());
        moons.Reset();
        PrintRows(moons);
        PrintWideNetwork();
        PrintRosenbrock(2);
        PrintRosenbrock(1_000);
        PrintRecording(moons);
    }

    private static void PrintSteps(MoonsGraph moons, Contender? native)
    {
        var floor = StepsCommand.Training("floor in C#", new MoonsFloor().Train);
        var tape = StepsCommand.Training("tape", moons.TrainTape);
        if (native is null) Contender.Race(floor, tape);
        else Contender.Race(native, floor, tape);
        Line($"moons, 100 steps of 100 rows, one thread", $"{tape.Milliseconds:F3} ms");
        Line($"  / floor in C#", $"{tape.RatioTo(floor):F2} x", $"<= 1.5 x", tape.RatioTo(floor) <= 1.5);
        if (native is not null) Line($"  / floor in C", $"{tape.RatioTo(native):F2} x", $"<= 1.5 x", tape.RatioTo(native) <= 1.5);
    }

    private static void PrintRows(MoonsGraph moons)
    {
        double[] many = MoonsData.Generate(ManyRows);
        double[] gradient = new double[MoonsData.Parameters];
        var pair = moons.RecordTape(threads: 2);
        var small = Contender.Of("100 rows", () => moons.Tape.Gradient(MoonsData.RowByRow, gradient));
        var large = Contender.Of("many rows", () => moons.Tape.Gradient(many, gradient));
        var twoThreads = Contender.Of("two threads", () => pair.Gradient(many, gradient));
        var (serial, parallel) = PeakRate.TwoThreads();
        Contender.Race(small, large, twoThreads, serial, parallel);
        double atSmall = NanosecondsPerRow(small, MoonsData.Rows), atLarge = NanosecondsPerRow(large, ManyRows);
        double speedUp = large.RatioTo(twoThreads);
        Line($"moons, gradient, a row of 100, one thread", $"{atSmall:F1} ns");
        Line($"moons, gradient, a row of 100,000, one thread", $"{atLarge:F1} ns", $"<= {atSmall:F1} ns", atLarge <= atSmall);
        Line($"  two threads are faster", $"{speedUp:F2} x", $">= 1.8 x", speedUp >= 1.8);
        Line($"  two threads on registers only are faster", $"{serial.RatioTo(parallel):F2} x");
    }

    private static void PrintWideNetwork()
    {
        var network = new WideNetwork();
        var peak = PeakRate.Contender();
        Contender.Race(network.Contender, peak);
        double rate = 2 * network.MultiplyAdds / network.Contender.Milliseconds / 1e6;
        double most = 2 * PeakRate.MultiplyAdds / peak.Milliseconds / 1e6;
        Line($"784-128-10, gradient, 1,000 rows, one thread", $"{network.Contender.Milliseconds:F2} ms");
        Line($"  operations", $"{rate:F1} Gflop/s");
        Line($"  peak of a core", $"{most:F1} Gflop/s");
        Line($"  share", $"{100 * rate / most:F0} %", $">= 50 %", rate >= most / 2);
    }

    private static void PrintRosenbrock(int variables)
    {
        var function = new Rosenbrock(variables);
        Contender.Race(function.Eager, function.Retained, function.Recorded);
        double toEager = function.Eager.RatioTo(function.Recorded), toRetained = function.Retained.RatioTo(function.Recorded);
        Line($"Rosenbrock of {variables:N0}, gradient, tape", $"{1e3 * function.Recorded.Milliseconds:F3} us");
        Line($"  faster than eager's {1e3 * function.Eager.Milliseconds:F3} us", $"{toEager:F1} x", $">= 10 x", toEager >= 10);
        Line(
            $"  faster than retained's {1e3 * function.Retained.Milliseconds:F3} us", $"{toRetained:F1} x", $">= 1.5 x", toRetained >= 1.5);
    }

    private static void PrintRecording(MoonsGraph moons)
    {
        var recording = Contender.Of("recording", () => moons.RecordTape());
        Contender.Race(recording);
        Line($"recording the objective of moons", $"{recording.Milliseconds:F2} ms", $"<= 5 ms", recording.Milliseconds <= 5);
    }

    private static double NanosecondsPerRow(Contender contender, int rows) => 1e6 * contender.Milliseconds / rows;

    private static void Line(FormattableString work, FormattableString measured) => Print($"{Text(work),-46}{Text(measured),18}");

    private static void Line(FormattableString work, FormattableString measured, FormattableString target, bool isReached) =>
        Print($"{Text(work),-46}{Text(measured),18}{Text(target),14}{(isReached ? "" : "  missed")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(Text(line));
}
