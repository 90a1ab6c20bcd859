using System.Diagnostics;

namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>A way to do some work, and its best time so far.</summary>
internal sealed class Contender(string name, Func<double> measure)
{
    public const int Rounds = 10;

    private static readonly TimeSpan s_atLeast = TimeSpan.FromMilliseconds(30);

    // .NET recompiles a method with optimisation after many calls, in the background
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);

    public string Name => name;

    /// <summary>The best time of the rounds, because noise only adds time.</summary>
    public double Milliseconds { get; private set; } = double.PositiveInfinity;

    /// <summary>Returns a contender that calls a method repeatedly.</summary>
    public static Contender Of(string name, Action work)
    {
        MillisecondsOf(work, s_warmUp);
        return new Contender(name, () =>
        {
            GC.Collect();   // so that no contender pays for another's garbage
            return MillisecondsOf(work, s_atLeast);
        });
    }

    /// <summary>Measures all contenders in turns, so that noise affects all alike.</summary>
    public static void Race(params ReadOnlySpan<Contender> contenders)
    {
        Contender[] order = [.. contenders];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var contender in order) contender.Measure();
            Array.Reverse(order);    // so that none always runs after the same one
        }
    }

    /// <summary>Returns this contender's time divided by the other's.</summary>
    public double RatioTo(Contender baseline) => Milliseconds / baseline.Milliseconds;

    private void Measure() => Milliseconds = Math.Min(Milliseconds, measure());

    private static double MillisecondsOf(Action work, TimeSpan atLeast)
    {
        int runs = 0;
        long start = Stopwatch.GetTimestamp();
        TimeSpan elapsed;
        do
        {
            work();
            runs++;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < atLeast);
        return elapsed.TotalMilliseconds / runs;
    }
}
