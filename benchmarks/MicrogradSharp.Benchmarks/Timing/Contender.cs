using System.Diagnostics;

namespace MicrogradSharp.Benchmarks.Timing;

/// <summary>A way to do some work, and its best time so far.</summary>
internal sealed class Contender(string name, Func<double> measure)
{
    public const int Rounds = 10;

    private static readonly TimeSpan s_atLeast = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);    // methods are compiled again, better, after many calls and in the background

    public string Name => name;

    /// <summary>The best of the rounds: noise only ever adds.</summary>
    public double Milliseconds { get; private set; } = double.PositiveInfinity;

    /// <summary>A contender that calls a method again and again.</summary>
    public static Contender Of(string name, Action work)
    {
        MillisecondsOf(work, s_warmUp);
        return new Contender(name, () =>
        {
            GC.Collect();   // nobody pays for a neighbour's garbage
            return MillisecondsOf(work, s_atLeast);
        });
    }

    /// <summary>Measures all, taking turns, so that noise hits all alike.</summary>
    public static void Race(params ReadOnlySpan<Contender> contenders)
    {
        Contender[] order = [.. contenders];
        for (int round = 0; round < Rounds; round++)
        {
            foreach (var contender in order) contender.Measure();
            Array.Reverse(order);    // nobody always comes after the same neighbour
        }
    }

    /// <summary>How many times the other's time this one took.</summary>
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
