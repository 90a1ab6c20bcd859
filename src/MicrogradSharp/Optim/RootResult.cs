using System.Text;

namespace MicrogradSharp.Optim;

/// <summary>Where <see cref="Roots"/> stopped, and why.</summary>
public sealed class RootResult
{
    private const int Shown = 20;       // variables in the report

    internal RootResult()
    {
    }

    /// <summary>The best point found: a root, if <see cref="Converged"/>.</summary>
    public required double[] Root { get; init; }

    /// <summary>fᵢ at <see cref="Root"/>.</summary>
    public required double[] Residuals { get; init; }

    /// <summary>The largest |fᵢ|.</summary>
    public required double ResidualNorm { get; init; }

    /// <summary>
    /// The numerical rank of the Jacobian at the point of the last step: below the number of variables if it is singular.
    /// </summary>
    public required int JacobianRank { get; init; }

    /// <summary>Why the search stopped.</summary>
    public required SolverStopReason StopReason { get; init; }

    /// <summary>Whether <see cref="Root"/> is a root, to the tolerances.</summary>
    public bool Converged => StopReason is SolverStopReason.ResidualConverged or SolverStopReason.StepConverged;

    /// <summary>What happened, and on failure what to try, in a sentence or two.</summary>
    public required string Message { get; init; }

    /// <summary>The number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>The number of evaluations of the equations.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The number of evaluations of the Jacobian.</summary>
    public required int JacobianEvaluations { get; init; }

    /// <summary>A report: why it stopped, the counts, and the first 20 variables and equations.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Converged ? "converged" : "not converged").Append(": ").Append(Message).Append('\n');
        text.Append(NumberText.Count(Iterations, "iteration")).Append(", ").Append(NumberText.Count(Evaluations, "evaluation"));
        text.Append(", ").Append(NumberText.Count(JacobianEvaluations, "Jacobian")).Append("\n\n");
        var table = new TextTable("variable", "value", "equation", "residual");
        for (int i = 0; i < Math.Min(Shown, Root.Length); i++)
        {
            table.Add(
                $"x{NumberText.Full(i)}", NumberText.Long(Root[i]), $"f{NumberText.Full(i)}", NumberText.Rough(Residuals[i]));
        }
        table.AppendTo(text);
        if (Root.Length > Shown) text.Append("… ").Append(NumberText.Whole(Root.Length - Shown)).Append(" more\n");
        return text.ToString();
    }
}
