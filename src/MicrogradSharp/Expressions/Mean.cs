namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The arithmetic mean of n terms, y = Σ xᵢ / n.</summary>
    /// <param name="terms">The terms, at least one.</param>
    /// <remarks>±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.</remarks>
    /// <exception cref="ArgumentException">There are no terms.</exception>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node Mean(params ReadOnlySpan<Node> terms) => FromSome(Rule<Mean>.Shared, terms);
}

/// <summary>y = Σ xᵢ / n,  ∂y/∂xᵢ = 1/n</summary>
public sealed partial class Mean : NaryExpr
{
    public override string Symbol => "mean";

    public override SourceText SourceFor(int inputs) => SourceText.ForEach(
        inputs, $"({SourceText.Join(" + ", inputs, i => $"x{i}")}) / {inputs}", _ => FormattableString.Invariant($"{1.0 / inputs}"));

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double sum = x[0];      // from 0, the sum would lose the sign of −0
        foreach (double term in x[1..]) sum += term;
        return sum / x.Length;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Fill(1.0 / x.Length);

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => slopes.Fill(1.0 / x.Length);

    internal override void CheckInputCount(int count) => CheckNotEmpty(count);
}
