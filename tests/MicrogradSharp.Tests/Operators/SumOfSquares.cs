namespace MicrogradSharp.Tests.Operators;

/// <summary>Σ xᵢ², as a user would write it.</summary>
internal sealed class SumOfSquares : NaryExpr
{
    public override string Symbol => "sumsq";

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double number in x) sum += number * number;
        return sum;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        for (int i = 0; i < x.Length; i++) slopes[i] = 2 * x[i];
    }
}
