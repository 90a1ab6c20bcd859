namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The Gaussian error linear unit, y = x Φ(x) with the normal distribution Φ.</summary>
    /// <remarks>
    /// The exact form with erf, not the approximation with tanh. +∞ and −∞ give NaN slopes (∞ · 0), −∞ gives NaN; NaN gives NaN.
    /// Source: D. Hendrycks and K. Gimpel, Gaussian Error Linear Units, arXiv:1606.08415.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node GELU() => new(Rule<GELU>.Shared, this);
}

/// <summary>y = x Φ(x),  dy/dx = Φ(x) + x φ(x),  with the normal distribution Φ and its density φ</summary>
public sealed partial class GELU : UnaryExpr
{
    public override string Symbol => "gelu";

    public override SourceText Source =>
        new SourceText("x * p", "p + x * (0.3989422804014327 * exp(-0.5 * x * x))").With("p", "0.5 * erfc(-x * 0.7071067811865476)");

    protected override double Evaluate(double x) => x * ErrorFunction.NormalDistribution(x);

    protected override double Slope(double x, double y) => ErrorFunction.NormalDistribution(x) + x * ErrorFunction.NormalDensity(x);

    protected override Node Slope(Node x, Node y) => Node.From(Rule<NormalDistribution>.Shared, x) + x * ErrorFunction.NormalDensity(x);
}
