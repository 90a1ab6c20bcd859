using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The soft maximum, y = ln Σ e^xᵢ. Its gradient is the softmax.</summary>
    /// <param name="terms">The terms; none gives −∞, the logarithm of an empty sum.</param>
    /// <remarks>
    /// The largest term is taken out first, so ±800 neither overflows nor vanishes. +∞ gives +∞ with a NaN slope for itself; all terms
    /// −∞ gives −∞ with NaN slopes; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node LogSumExp(params ReadOnlySpan<Node> terms) => new(new Value(Rule<LogSumExp>.Shared, terms));
}

/// <summary>y = ln Σ e^xᵢ,  ∂y/∂xᵢ = e^(xᵢ − y)</summary>
public sealed class LogSumExp : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "logsumexp";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double largest = x.IsEmpty ? double.NegativeInfinity : TensorPrimitives.Max(x);
        if (!double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (double term in x) sum += Math.Exp(term - largest);
        return largest + Math.Log(sum);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        for (int i = 0; i < x.Length; i++) slopes[i] = Math.Exp(x[i] - y);
    }
}
