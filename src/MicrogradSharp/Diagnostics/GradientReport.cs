using System.Text;

namespace MicrogradSharp.Diagnostics;

/// <summary>
/// The result of a <see cref="GradientCheck"/>: the analytic derivative next to the numeric one for every input.
/// <see cref="ToString"/> returns a table, the worst input first.
/// </summary>
public sealed class GradientReport
{
    private readonly GradientEntry[] _worstFirst;

    internal GradientReport(GradientEntry[] inputs, double tolerance)
    {
        Inputs = Array.AsReadOnly(inputs);
        Tolerance = tolerance;
        _worstFirst = [.. inputs.OrderByDescending(input => input.RelativeError)];
    }

    /// <summary>The inputs, in order.</summary>
    public IReadOnlyList<GradientEntry> Inputs { get; }

    /// <summary>The largest relative error that passes.</summary>
    public double Tolerance { get; }

    /// <summary>Whether every input passed.</summary>
    public bool Passed => Inputs.All(input => input.Passed);

    /// <summary>The index of the input with the largest relative error; the first of them if there are several.</summary>
    public int WorstInput => _worstFirst[0].Index;

    /// <summary>The result, and a table with one line per input, the worst first.</summary>
    public override string ToString()
    {
        int failed = Inputs.Count(input => !input.Passed), kinks = Inputs.Count(input => input.IsKink);
        var text = new StringBuilder($"Gradient check of {Count(Inputs.Count, "input")}: ");
        text.Append(failed == 0 ? "passed" : $"{NumberText.Whole(failed)} FAILED");
        if (kinks > 0) text.Append(", with ").Append(Count(kinks, "kink"));
        text.Append(" (tolerance ").Append(NumberText.Short(Tolerance)).Append(")\n");
        var table = new TextTable("input", "at", "analytic", "numeric", "relative error", "");
        foreach (var input in _worstFirst)
        {
            table.Add(
                input.Label,
                NumberText.Long(input.At),
                NumberText.Long(input.Analytic),
                NumberText.Long(input.Numeric),
                NumberText.Rough(input.RelativeError),
                input.Remark);
        }
        table.AppendTo(text);
        if (failed > 0 && Inputs.All(input => input.Numeric == 0))
        {
            text.Append("The function returned the same number everywhere. It must compute its result anew in each call.\n");
        }
        return text.ToString();
    }

    private static string Count(int count, string what) => $"{NumberText.Whole(count)} {NumberText.Noun(count, what)}";
}
