using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The soft maximum, y = ln Σ e^xᵢ. Its gradient is the softmax.</summary>
    /// <param name="terms">The terms. No terms give −∞, the logarithm of an empty sum.</param>
    /// <remarks>
    /// The largest term is subtracted first, so that terms of ±800 neither overflow nor underflow. +∞ gives +∞, and −∞ in every term
    /// gives −∞, both with NaN slopes; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node LogSumExp(params ReadOnlySpan<Node> terms) => new(new Value(Rule<LogSumExp>.Shared, terms));
}

/// <summary>y = ln Σ e^xᵢ,  ∂y/∂xᵢ = e^(xᵢ − y), the softmax</summary>
public sealed partial class LogSumExp : NaryExpr
{
    public override string Symbol => "logsumexp";

    public override SourceText SourceFor(int inputs) => inputs == 0
        ? new("-Infinity")
        : SourceText.ForEach(inputs, "m - m == 0 ? m + log(s) : m", i => $"exp(x{i} - m) / s")
            .With("m", $"max({SourceText.Join(", ", inputs, i => $"x{i}")})")
            .With("s", SourceText.Join(" + ", inputs, i => $"exp(x{i} - m)"));

    protected override double Evaluate(ReadOnlySpan<double> x) => Of(x);

    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => Softmax(x, slopes);

    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => Node.Softmax(x).CopyTo(slopes);

    /// <summary>ln Σ e^xᵢ</summary>
    internal static double Of(ReadOnlySpan<double> x)
    {
        double largest = x.IsEmpty ? double.NegativeInfinity : TensorPrimitives.Max(x);
        if (!double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (double term in x) sum += Math.Exp(term - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>e^xᵢ / Σⱼ e^xⱼ</summary>
    internal static void Softmax(ReadOnlySpan<double> x, Span<double> shares)
    {
        if (x.IsEmpty) return;
        double largest = TensorPrimitives.Max(x), sum = 0;
        for (int i = 0; i < x.Length; i++) sum += shares[i] = Math.Exp(x[i] - largest);
        TensorPrimitives.Divide(shares, sum, shares);   // e^(xᵢ − y) would have the rounding error of y, which is large for large |y|
    }
}
