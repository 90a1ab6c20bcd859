namespace MicrogradSharp;

/// <summary>y = Φ(x), the probability that a standard normal variable is below x,  dy/dx = φ(x), its density</summary>
/// <remarks>For the slope of GELU in nodes: ½ (1 + erf(x/√2)) loses digits in the lower tail.</remarks>
internal sealed class NormalDistribution : UnaryExpr
{
    public override string Symbol => "normal";

    public override SourceText Source => new("0.5 * erfc(-x * 0.7071067811865476)", "0.3989422804014327 * exp(-0.5 * x * x)");

    protected override double Evaluate(double x) => ErrorFunction.NormalDistribution(x);

    protected override double Slope(double x, double y) => ErrorFunction.NormalDensity(x);

    protected override Node Slope(Node x, Node y) => ErrorFunction.NormalDensity(x);
}
