namespace MicrogradSharp.Tapes.Rewriting;

/// <summary>y = x₀ + x₁ + …, added from left to right: a chain of additions as one instruction, with the same rounding.</summary>
internal sealed class OrderedSum : NaryExpr
{
    public override string Symbol => "sum";

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double sum = x[0];
        foreach (double term in x[1..]) sum += term;
        return sum;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Fill(1);
}
