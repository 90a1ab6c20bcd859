namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The logarithm of the odds, y = ln(x/(1 − x)), which undoes <c>Sigmoid</c>.</summary>
    /// <remarks>
    /// Exact to rounding near ½, where it is 0. 0 gives −∞ and 1 gives +∞, both with slope +∞ (−0 with −∞); a number outside gives NaN,
    /// with a NaN slope; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Logit() => new(Rule<Logit>.Shared, this);
}

/// <summary>y = ln(x/(1 − x)),  dy/dx = 1/(x (1 − x)), NaN outside of [0, 1]</summary>
public sealed partial class Logit : UnaryExpr
{
    public override string Symbol => "logit";

    public override SourceText Source => new SourceText(
        "fabs(x - 0.5) < 0.25 ? log1p((2 * x - 1) / (1 - x)) : log(x / (1 - x))", "p < 0 ? NaN : 1 / p").With("p", "x * (1 - x)");

    protected override double Evaluate(double x) =>
        Math.Abs(x - 0.5) < 0.25 ? StableMath.Log1p((2 * x - 1) / (1 - x)) : Math.Log(x / (1 - x));

    protected override double Slope(double x, double y)
    {
        double product = x * (1 - x);
        return product < 0 ? double.NaN : 1 / product;
    }

    protected override Node Slope(Node x, Node y)
    {
        var product = x * (1 - x);
        return Node.Where(-product, double.NaN, 1 / product);
    }
}
