using System.Diagnostics;
using System.Globalization;
using MicrogradSharp.Benchmarks.Moons;
using MicrogradSharp.Nn;

namespace MicrogradSharp.Benchmarks.Cold;

/// <summary>
/// Measures the demo's 100 steps in a program that just started: each sample is a process of its own, in turns with a program that does
/// nothing.
/// </summary>
internal static class ColdCommand
{
    private const int Samples = 20;
    private const double TargetRatio = 2;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        var demo = new ColdSample[Samples];
        var nothing = new ColdSample[Samples];
        for (int i = 0; i < Samples; i++)
        {
            demo[i] = Start(ColdChild.Demo);
            nothing[i] = Start(ColdChild.Nothing);
        }
        double warm = WarmPass();

        Print($"100 steps of the moons demo on a tape, {Samples} fresh processes");
        Print($"{"ms",-40}{"best",10}{"median",10}");
        Row("reading the rows", demo, sample => sample.Data);
        Row("recording", demo, sample => sample.Record);
        Row("first pass", demo, sample => sample.First);
        Row("second pass", demo, sample => sample.Second);
        Row("a pass from the tenth on", demo, sample => sample.FromTenth);
        Print($"{"a pass, warm",-40}{warm,10:F4}");
        var (best, median) = Summarize(demo, sample => sample.FromTenth / warm);
        string missed = best > TargetRatio ? "  missed" : "";
        Print($"{"  tenth on / warm",-40}{best,8:F2} x{median,8:F2} x  target: <= {TargetRatio:F0} x{missed}");
        Row("from the first line of Main", demo, sample => sample.Total);
        Row("process", demo, sample => sample.Process);
        Row("  of an empty Main", nothing, sample => sample.Process);
        var (process, processMedian) = Summarize(demo, sample => sample.Process);
        var (empty, emptyMedian) = Summarize(nothing, sample => sample.Process);
        Print($"{"  above an empty Main",-40}{process - empty,10:F2}{processMedian - emptyMedian,10:F2}");
        Row("processor time", demo, sample => sample.Processor);
        Row("  of an empty Main", nothing, sample => sample.Processor);
        Row("compilation", demo, sample => sample.Compilation);
        Row("methods compiled", demo, sample => sample.Compiled);
    }

    private static ColdSample Start(string work)
    {
        string host = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(host) == "dotnet";
        string[] program = isMuxer ? [typeof(ColdCommand).Assembly.Location] : [];
        var start = new ProcessStartInfo(host, [.. program, "cold", work]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_gcConcurrent"] = "1";     // the default, which the benchmarks turn off for themselves
        long before = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double milliseconds = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"cold {work} must end with exit code 0, but ended with {process.ExitCode}.");
        }
        return ColdSample.Read(line, milliseconds);
    }

    private static double WarmPass()
    {
        var graph = new MoonsGraph(Summation.Nary);
        double best = double.PositiveInfinity;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            // single passes, as in the processes: a busy machine seldom interrupts all of them
            long before = Stopwatch.GetTimestamp();
            graph.Tape.Backward(MoonsData.RowByRow);
            best = Math.Min(best, Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        return best;
    }

    private static (double Best, double Median) Summarize(ColdSample[] samples, Func<ColdSample, double> time)
    {
        double[] times = Array.ConvertAll(samples, sample => time(sample));
        Array.Sort(times);
        return (times[0], times[times.Length / 2]);
    }

    private static void Row(string name, ColdSample[] samples, Func<ColdSample, double> time)
    {
        var (best, median) = Summarize(samples, time);
        Print($"{name,-40}{best,10:F4}{median,10:F4}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
