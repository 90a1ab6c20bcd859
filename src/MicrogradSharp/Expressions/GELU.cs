namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The Gaussian error linear unit, y = x Φ(x) with the normal distribution Φ.</summary>
    /// <remarks>The exact form by erf, not the tanh approximation. +∞ and −∞ give NaN slopes (∞ · 0), −∞ gives NaN; NaN gives NaN. Source: D. Hendrycks and K. Gimpel, Gaussian Error Linear Units, arXiv:1606.08415.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node GELU() => new(Rule<GELU>.Shared, this);
}

/// <summary>y = x Φ(x),  dy/dx = Φ(x) + x φ(x),  with the normal distribution Φ and its density φ</summary>
public sealed class GELU : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "gelu";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => x * ErrorFunction.NormalDistribution(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => ErrorFunction.NormalDistribution(x) + x * ErrorFunction.NormalDensity(x);
}
