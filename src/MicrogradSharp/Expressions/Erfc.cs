namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The complementary error function, y = 1 − erf x.</summary>
    /// <remarks>
    /// Keeps its digits where erf x is close to 1, down to 2e-308. +∞ gives 0 and −∞ gives 2, both with slope 0; NaN gives NaN. Method: W.
    /// J. Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23 (1969).
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Erfc() => new(Rule<Erfc>.Shared, this);
}

/// <summary>y = 1 − erf x,  dy/dx = −2/√π · e^(−x²)</summary>
public sealed partial class Erfc : UnaryExpr
{
    public override string Symbol => "erfc";

    public override SourceText Source => new("erfc(x)", "-1.1283791670955126 * exp(-x * x)");

    protected override double Evaluate(double x) => ErrorFunction.Erfc(x);

    protected override double Slope(double x, double y) => -ErrorFunction.TwoOverSqrtPi * Math.Exp(-x * x);

    protected override Node Slope(Node x, Node y) => -ErrorFunction.TwoOverSqrtPi * (-x.Pow(2)).Exp();
}
