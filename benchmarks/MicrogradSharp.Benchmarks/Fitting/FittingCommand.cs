using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;

namespace MicrogradSharp.Benchmarks.Fitting;

/// <summary>Measures fits: the certified problems of NIST beside Math.NET, one small fit, many of them, and a large one.</summary>
internal static class FittingCommand
{
    private static readonly string[] s_problems =
    [
        "Misra1a", "Misra1b", "Chwirut2", "DanWood", "Gauss1", "Lanczos3", "Kirby2", "Hahn1", "Thurber", "Nelson", "MGH09", "MGH17",
        "Roszman1", "ENSO",
    ];

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        Console.WriteLine(
            $"problems of NIST from two starts, best of {Contender.Rounds} rounds; target: faster than Math.NET, and no digit less");
        NistRace.PrintHead();
        int runs = 0, reached = 0;
        foreach (string name in s_problems)
        {
            for (int start = 1; start <= 2; start++)
            {
                runs++;
                if (new NistRace(name, start).Run()) reached++;
            }
        }
        Console.WriteLine($"{reached} of {runs} reach the target");
        Console.WriteLine();
        Console.WriteLine($"{"",-52}{"measured",12}{"target",14}");
        SmallFits.Run();
        LargeFit.Run();
    }

    /// <summary>Prints a number beside its target.</summary>
    public static void Print(string name, double measured, string format, double? target = null)
    {
        string text = measured.ToString(format, CultureInfo.InvariantCulture);
        string goal = target is { } most ? $"<= {most.ToString(format, CultureInfo.InvariantCulture)}" : "";
        Console.WriteLine($"{name,-52}{text,12}{goal,14}{(measured > target ? "  missed" : "")}".TrimEnd());
    }
}
