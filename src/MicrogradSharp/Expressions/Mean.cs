using System.Numerics.Tensors;

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
public sealed class Mean : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "mean";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double term in x) sum += term;
        return sum / x.Length;
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => slopes.Fill(1.0 / x.Length);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => slopes.Fill(1.0 / x.Length);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        y.Clear();
        for (int start = 0; start < x.Length; start += rows) TensorPrimitives.Add(y, x.Slice(start, rows), y);
        TensorPrimitives.Divide(y, x.Length / rows, y);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) => slopes.Fill((double)rows / x.Length);

    internal override void CheckInputCount(int count) => CheckNotEmpty(count);
}
