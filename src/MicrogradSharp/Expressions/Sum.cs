namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sum of any number of terms as one node, y = Σ xᵢ.</summary>
    /// <param name="terms">The terms. No terms give 0.</param>
    /// <remarks>
    /// One node instead of a chain of additions: a smaller graph, and a shorter path for the gradient. Terms are added from left
    /// to right. ±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node Sum(params ReadOnlySpan<Node> terms) => new(new Value(Rule<Sum>.Shared, terms));
}

/// <summary>y = Σ xᵢ,  ∂y/∂xᵢ = 1</summary>
public sealed partial class Sum : NaryExpr
{
    public override string Symbol => "sum";

    public override SourceText SourceFor(int inputs) => inputs == 0
        ? new("0")
        : SourceText.ForEach(inputs, SourceText.Join(" + ", inputs, i => $"x{i}"), _ => "1");

    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return 0;
        // Terms of one sign may be added in any order. With both signs the order matters: a small term after two that cancel must remain.
        if (RowArithmetic.AreAtLeastZero(x) && RowArithmetic.Sum(x) is var total && total != 0) return total;
        double sum = x[0];      // from 0, the sum would lose the sign of −0
        foreach (double term in x[1..]) sum += term;
        return sum;
    }

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Fill(1);

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => slopes.Fill(1);

    // Every neuron is a Sum: these two are the rule above without the copies.
}
