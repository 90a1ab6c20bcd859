using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Fitting;
using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Benchmarks.Fitting;

/// <summary>Misra1a, from start to report, and 10,000 data sets like it.</summary>
internal static class SmallFits
{
    private const int Count = 10_000;
    private const double Noise = 0.1;       // that of Misra1a

    private static readonly NistProblem s_problem = NistProblem.Read("Misra1a");
    private static readonly double[] s_xs = [.. s_problem.Rows.Select(row => row[1])], s_ys = [.. s_problem.Rows.Select(row => row[0])];
    private static readonly double[] s_start = s_problem.Start(1);

    private static int s_length, s_converged;

    /// <summary>Measures and prints.</summary>
    public static void Run()
    {
        double[][] xs = [.. Enumerable.Repeat(s_xs, Count)], ys = Generate();
        var options = new CurveFitOptions { MaxDegreeOfParallelism = 2 };
        var one = Contender.Of("fit and report", FitAndReport);
        var many = Contender.Of("many fits", () => s_converged = FitMany(xs, ys, options).Count(fit => fit.Converged));
        var reports = Contender.Of("many reports", () => s_length = FitMany(xs, ys, options).Sum(fit => fit.ToString().Length));
        if (s_converged < Count) throw new InvalidOperationException($"All {Count} fits must converge, but {s_converged} did.");
        Contender.Race(one, many, reports);
        FittingCommand.Print("Misra1a from start 1, with its report", one.Milliseconds, "0.000 ms", 1);
        FittingCommand.Print("10,000 data sets like Misra1a, two threads", many.Milliseconds / 1e3, "0.00 s", 2);
        FittingCommand.Print("  and their reports, on one thread", reports.Milliseconds / 1e3, "0.00 s");
    }

    private static void FitAndReport()
    {
        Node b1 = s_start[0], b2 = s_start[1];
        s_length = CurveFit.Run(x => b1 * (1 - (-b2 * x).Exp()), s_xs, s_ys, [b1, b2]).ToString().Length;
    }

    private static CurveFitResult[] FitMany(double[][] xs, double[][] ys, CurveFitOptions options)
    {
        Node b1 = s_start[0], b2 = s_start[1];
        return CurveFit.RunMany(x => b1 * (1 - (-b2 * x).Exp()), xs, ys, [b1, b2], options);
    }

    private static double[][] Generate()
    {
        var random = new Random(1337);
        var ys = new double[Count][];
        for (int i = 0; i < Count; i++)
        {
            double b1 = 200 + 100 * random.NextDouble(), b2 = 4e-4 + 4e-4 * random.NextDouble();
            ys[i] = Array.ConvertAll(s_xs, x => b1 * (1 - Math.Exp(-b2 * x)) + Noise * Normal(random));
        }
        return ys;
    }

    /// <summary>A normal number, by the method of Box and Muller.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());
}
