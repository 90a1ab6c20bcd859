using System.Text;

namespace MicrogradSharp.Optim;

/// <summary>Where <see cref="Minimize"/> stopped, and why.</summary>
public sealed class MinimizeResult
{
    private const int Shown = 20;       // variables in the report

    private readonly string[] _names;
    private readonly IReadOnlyList<double>? _lower;
    private readonly IReadOnlyList<double>? _upper;

    internal MinimizeResult(string[] names, IReadOnlyList<double>? lower, IReadOnlyList<double>? upper)
    {
        _names = names;
        _lower = lower;
        _upper = upper;
    }

    /// <summary>The best point found: the minimum, if <see cref="Converged"/>.</summary>
    public required double[] Minimizer { get; init; }

    /// <summary>The function at <see cref="Minimizer"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The gradient of the function at <see cref="Minimizer"/>; bounds do not change it.</summary>
    public required double[] Gradient { get; init; }

    /// <summary>
    /// The largest |gᵢ| · max(1, |xᵢ|) of the projected gradient g, see <see cref="MinimizeOptions.GradientTolerance"/>.
    /// </summary>
    public required double GradientNorm { get; init; }

    /// <summary>Why the minimiser stopped.</summary>
    public required SolverStopReason StopReason { get; init; }

    /// <summary>Whether it stopped because a tolerance was met. A point of gradient 0 may also be a saddle or a maximum.</summary>
    public bool Converged =>
        StopReason is SolverStopReason.GradientConverged or SolverStopReason.StepConverged or SolverStopReason.CostConverged;

    /// <summary>What happened, and on failure what to try, in a sentence or two.</summary>
    public required string Message { get; init; }

    /// <summary>The number of iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>The number of evaluations of the function with its gradient.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The number of products of the Hessian and a vector; 0 for L-BFGS.</summary>
    public required int HessianProducts { get; init; }

    /// <summary>
    /// A report: why it stopped, the value, the counts, and the first 20 variables with their gradients and the bounds that they are at.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Converged ? "converged" : "not converged").Append(": ").Append(Message).Append('\n');
        text.Append("value ").Append(NumberText.Long(Value)).Append(" after ").Append(NumberText.Count(Iterations, "iteration"));
        text.Append(", ").Append(NumberText.Count(Evaluations, "evaluation"));
        if (HessianProducts > 0) text.Append(", ").Append(NumberText.Count(HessianProducts, "Hessian product"));
        text.Append("\n\n");
        var table = new TextTable("variable", "value", "gradient", "bound");
        for (int i = 0; i < Math.Min(Shown, Minimizer.Length); i++)
        {
            table.Add(_names[i], NumberText.Long(Minimizer[i]), NumberText.Rough(Gradient[i]), BoundOf(i));
        }
        table.AppendTo(text);
        if (Minimizer.Length > Shown) text.Append("… ").Append(NumberText.Whole(Minimizer.Length - Shown)).Append(" more\n");
        return text.ToString();
    }

    private string BoundOf(int i)
    {
        bool isLow = _lower is not null && Minimizer[i] == _lower[i], isHigh = _upper is not null && Minimizer[i] == _upper[i];
        return (isLow, isHigh) switch
        {
            (true, true) => "fixed",
            (true, false) => "lower",
            (false, true) => "upper",
            _ => "",
        };
    }
}
