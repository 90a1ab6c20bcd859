using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The soft maximum, y = ln Σ e^xᵢ. Its gradient is the softmax.</summary>
    /// <param name="terms">The terms; none gives −∞, the logarithm of an empty sum.</param>
    /// <remarks>
    /// The largest term is taken out first, so ±800 neither overflows nor vanishes. +∞ gives +∞ and all terms
    /// −∞ give −∞, both with NaN slopes; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node LogSumExp(params ReadOnlySpan<Node> terms) => new(new Value(Rule<LogSumExp>.Shared, terms));
}

/// <summary>y = ln Σ e^xᵢ,  ∂y/∂xᵢ = e^(xᵢ − y), the softmax</summary>
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
        if (x.IsEmpty) return;
        double largest = TensorPrimitives.Max(x), sum = 0;
        for (int i = 0; i < x.Length; i++) sum += slopes[i] = Math.Exp(x[i] - largest);
        TensorPrimitives.Divide(slopes, sum, slopes);   // exp(xᵢ − y) would carry the rounding of y, which is large far out
    }
}
