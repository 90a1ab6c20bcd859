namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sigmoid linear unit, y = x/(1 + e⁻ˣ).</summary>
    /// <remarks>
    /// Also known as swish. +∞ and −∞ give NaN slopes (∞ · 0), −∞ gives NaN; NaN gives NaN.
    /// Source: S. Elfwing, E. Uchibe and K. Doya, Sigmoid-weighted linear units, arXiv:1702.03118.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node SiLU() => new(Rule<SiLU>.Shared, this);
}

/// <summary>y = x σ(x),  dy/dx = σ(x) (1 + x (1 − σ(x))),  with the logistic function σ</summary>
public sealed partial class SiLU : UnaryExpr
{
    public override string Symbol => "silu";

    public override SourceText Source => new("x * logistic(x)", "logistic(x) * (1 + x * logistic(-x))");

    protected override double Evaluate(double x) => x * StableMath.Logistic(x);

    protected override double Slope(double x, double y) => StableMath.Logistic(x) * (1 + x * StableMath.Logistic(-x));

    protected override Node Slope(Node x, Node y) => x.Sigmoid() * (1 + x * (-x).Sigmoid());
}
