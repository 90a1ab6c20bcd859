using System.Globalization;
using System.Runtime.CompilerServices;
using MicrogradSharp.Benchmarks.Tapes;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Forward;

namespace MicrogradSharp.Benchmarks.Forward;

/// <summary>Measures the value and the gradient of Rosenbrock's function of two variables, by hand and in every way.</summary>
internal static class ForwardCommand
{
    private const int Calls = 1000;     // within a contender's work, so that calling the work itself costs nothing
    private const double Target = 1.5, EmittedTarget = 1.2;

    private static readonly double[] s_at = [-1.2, 1.0], s_gradient = new double[2];

    private static double s_value;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        Check(ByHand);
        Check(ByJet);
        Check(ByDual);
        Check(ByForwardMode);
        Check((at, gradient) => EmittedValley.Gradient(row: [], at, gradient));
        var graphs = new Rosenbrock(2);
        var hand = Many("by hand", ByHand);
        var direct = Contender.Of("by hand, direct", RunByHand);
        var emitted = Contender.Of("emitted C#", RunEmitted);
        var jet = Many("Jet", ByJet);
        var dual = Many("Dual, twice", ByDual);
        var forwardMode = Many("ForwardMode", ByForwardMode);
        Contender.Race(hand, direct, emitted, jet, dual, forwardMode, graphs.Retained, graphs.Recorded, graphs.Eager);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"value and gradient of Rosenbrock's function of 2, best of {Contender.Rounds} rounds; targets, x by hand: "
            + $"emitted C# {EmittedTarget}, Jet {Target}"));
        Print(direct, Calls, direct);
        Print(emitted, Calls, direct, emitted.RatioTo(direct) <= EmittedTarget ? "" : "  missed");
        Print(hand, Calls, hand);
        Print(jet, Calls, hand, Ratio(jet, Calls, hand) <= Target ? "" : "  missed");
        Print(forwardMode, Calls, hand);
        Print(dual, Calls, hand);
        Print(graphs.Retained, 1, hand);
        Print(graphs.Recorded, 1, hand);
        Print(graphs.Eager, 1, hand);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ByJet(s_at, s_gradient);
        ByForwardMode(s_at, s_gradient);
        Console.WriteLine($"a gradient by Jet and one by ForwardMode allocate {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
    }

    /// <summary>Calls the method itself: the three spans of emitted code would cost a delegate more than the two of the others.</summary>
    private static void RunEmitted()
    {
        double sum = 0;
        for (int i = 0; i < Calls; i++) sum += EmittedValley.Gradient(row: [], s_at, s_gradient);
        s_value = sum;
    }

    private static void RunByHand()
    {
        double sum = 0;
        for (int i = 0; i < Calls; i++) sum += ByHand(s_at, s_gradient);
        s_value = sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]      // the emitted method is too long for it
    private static double ByHand(ReadOnlySpan<double> at, Span<double> gradient)
    {
        double slope = 1 - at[0], valley = at[1] - at[0] * at[0];
        gradient[0] = -400 * valley * at[0] - 2 * slope;
        gradient[1] = 200 * valley;
        return slope * slope + 100 * (valley * valley);
    }

    private static double ByJet(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var y = Valley.Of(Jet<Tangents2>.Variable(at[0], 0), Jet<Tangents2>.Variable(at[1], 1));
        gradient[0] = y.Tangent(0);
        gradient[1] = y.Tangent(1);
        return y.Value;
    }

    private static double ByDual(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var y = Valley.Of(Dual<double>.Variable(at[0]), at[1]);
        gradient[0] = y.Tangent;
        gradient[1] = Valley.Of(at[0], Dual<double>.Variable(at[1])).Tangent;
        return y.Value;
    }

    private static double ByForwardMode(ReadOnlySpan<double> at, Span<double> gradient) =>
        ForwardMode.ValueAndGradient(new Valley(), at, gradient);

    private static Contender Many(string name, Gradient gradient) => Contender.Of(
        name,
        () =>
        {
            double sum = 0;
            for (int i = 0; i < Calls; i++) sum += gradient(s_at, s_gradient);
            s_value = sum;
        });

    private static void Check(Gradient gradient)
    {
        double value = gradient(s_at, s_gradient);
        if (Near(value, 24.2) && Near(s_gradient[0], -215.6) && Near(s_gradient[1], -88)) return;
        throw new InvalidOperationException(FormattableString.Invariant(
            $"The value and gradient must be 24.2, -215.6, -88, but were {value}, {s_gradient[0]}, {s_gradient[1]}."));

        static bool Near(double actual, double expected) => Math.Abs(actual - expected) < 1e-12 * Math.Abs(expected);
    }

    private static void Print(Contender contender, int calls, Contender hand, string note = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{contender.Name,-16}{1e6 * contender.Milliseconds / calls,10:F1} ns{Ratio(contender, calls, hand),10:F2} x{note}"));

    private static double Ratio(Contender contender, int calls, Contender hand) => contender.RatioTo(hand) * Calls / calls;

    private delegate double Gradient(ReadOnlySpan<double> at, Span<double> gradient);
}
