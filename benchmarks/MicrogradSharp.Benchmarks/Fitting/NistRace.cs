using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Fitting;
using MicrogradSharp.Tests.Fitting.Solving;

namespace MicrogradSharp.Benchmarks.Fitting;

/// <summary>A certified problem from one start, by <see cref="CurveFit"/> and by Math.NET.</summary>
internal sealed class NistRace
{
    // certified values are rounded to 11 digits: the true minimum has 10.3 at worst, and more than that is luck
    private const double AllDigits = 10.3;

    private static readonly string s_head = $"{"time",12}{"ratio",10}{"digits",8}";

    private static double s_sink;

    private readonly NistProblem _problem;
    private readonly int _start;
    private readonly double[] _numbers, _rows, _ys;
    private readonly MathNetFit _mathNet;

    public NistRace(string name, int start)
    {
        _problem = NistProblem.Read(name);
        _start = start;
        _numbers = _problem.Start(start);
        _ys = [.. _problem.Rows.Select(row => row[0])];
        _rows = [.. _problem.Rows.SelectMany(row => row[1..])];
        _mathNet = new MathNetFit(_problem, start);
    }

    /// <summary>Prints the names of the columns.</summary>
    public static void PrintHead()
    {
        Console.WriteLine($"{"",-30}{"Math.NET, differences",30}{"Math.NET, exact Jacobian",30}");
        Console.WriteLine($"{"",-11}{"CurveFit",11}{"digits",8}{"",2}{s_head}{s_head}");
    }

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether the target is reached.</returns>
    public bool Run()
    {
        Answer ours = Fit(), differences = _mathNet.RunWithDifferences(), exact = _mathNet.RunWithExactJacobian();
        var fit = Contender.Of("CurveFit", () => s_sink += Fit().Parameters[0]);
        var withDifferences = Contender.Of("Math.NET", () => _mathNet.RunWithDifferences());
        var withExact = Contender.Of("Math.NET, exact", () => _mathNet.RunWithExactJacobian());
        Contender.Race(fit, withDifferences, withExact);
        bool isBetter = IsBetter(fit, ours, withDifferences, differences) && IsBetter(fit, ours, withExact, exact);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_problem.Name,-9}{_start,2}{1e3 * fit.Milliseconds,8:F0} us{Text(ours),8}  "
            + $"{Other(withDifferences, differences, fit)}{Other(withExact, exact, fit)}{(isBetter ? "" : "  missed")}"));
        return isBetter;
    }

    /// <summary>Fits, and asks for the standard errors: Math.NET computes them too.</summary>
    private Answer Fit()
    {
        Node[] b = [.. _numbers];
        var model = _problem.Model;
        var fit = CurveFit.Run(row => model(b, row), _rows, _ys, b);
        double[] estimates = new double[b.Length];
        for (int j = 0; j < estimates.Length; j++)
        {
            estimates[j] = fit.Parameters[j].Estimate;
            s_sink += fit.Parameters[j].StandardError;
        }
        return fit.Converged ? new Answer(estimates) : Answer.Failed;
    }

    private bool IsBetter(Contender fit, Answer ours, Contender contender, Answer other)
    {
        if (other.HasFailed) return !ours.HasFailed;
        return fit.Milliseconds < contender.Milliseconds && ours.Digits(_problem) >= Math.Min(other.Digits(_problem), AllDigits);
    }

    private string Other(Contender contender, Answer answer, Contender fit) => string.Create(
        CultureInfo.InvariantCulture, $"{1e3 * contender.Milliseconds,9:F0} us{contender.RatioTo(fit),8:F2} x{Text(answer),8}");

    private string Text(Answer answer) =>
        answer.HasFailed ? "failed" : answer.Digits(_problem).ToString("F1", CultureInfo.InvariantCulture);
}
