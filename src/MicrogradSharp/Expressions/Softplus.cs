namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The soft ReLU, y = ln(1 + eˣ).</summary>
    /// <remarks>Does not overflow: 1000 gives 1000. +∞ gives +∞ with slope 1, −∞ gives 0 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Softplus() => new(Rule<Softplus>.Shared, this);
}

/// <summary>y = ln(1 + eˣ),  dy/dx = 1/(1 + e⁻ˣ)</summary>
public sealed partial class Softplus : UnaryExpr
{
    public override string Symbol => "softplus";

    public override SourceText Source => new("max(x, 0) + log1p(exp(-fabs(x)))", "logistic(x)");

    protected override double Evaluate(double x) => Math.Max(x, 0) + StableMath.Log1p(Math.Exp(-Math.Abs(x)));

    protected override double Slope(double x, double y) => StableMath.Logistic(x);

    protected override Node Slope(Node x, Node y) => x.Sigmoid();
}
