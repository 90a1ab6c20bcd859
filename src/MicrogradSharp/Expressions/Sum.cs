using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sum of any number of terms as one node, y = Σ xᵢ.</summary>
    /// <param name="terms">The terms; none gives 0.</param>
    /// <remarks>
    /// One node instead of a chain of additions: a smaller graph, and a shorter way for the gradient. Terms are added from left
    /// to right. ±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node Sum(params ReadOnlySpan<Node> terms) => new(new Value(Rule<Sum>.Shared, terms));
}

/// <summary>y = Σ xᵢ,  ∂y/∂xᵢ = 1</summary>
public sealed class Sum : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "sum";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        if (x.IsEmpty) return 0;
        // Terms of one sign keep their digits in any order. Among others the order decides: a small term after two that cancel must stay.
        if (TensorPrimitives.Min(x) >= 0 && TensorPrimitives.Sum(x) is var total && total != 0) return total;
        double sum = x[0];      // not from 0, which would lose the sign of -0
        foreach (double term in x[1..]) sum += term;
        return sum;
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Fill(1);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => slopes.Fill(1);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        x[..Math.Min(rows, x.Length)].CopyTo(y);
        if (x.IsEmpty) y.Clear();
        for (int start = rows; start < x.Length; start += rows) TensorPrimitives.Add(y, x.Slice(start, rows), y);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) => slopes.Fill(1);

    // Every neuron is a Sum: these two are the rule above without the copies.

    /// <inheritdoc/>
    public override double Forward(Value output)
    {
        var inputs = output.Inputs;
        if (inputs.IsEmpty) return 0;
        double sum = inputs[0].Stored;      // not from 0, which would lose the sign of -0
        for (int i = 1; i < inputs.Length; i++) sum += inputs[i].Stored;
        return sum;
    }

    /// <inheritdoc/>
    public override void Backward(Value output)
    {
        var inputs = output.Inputs;
        double gradient = output.Grad;
        foreach (var input in inputs) input.Grad += gradient;
    }
}
