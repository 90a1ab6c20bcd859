namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The error function, y = 2/√π · ∫₀ˣ e^(−t²) dt.</summary>
    /// <remarks>
    /// ±∞ gives ±1 with slope 0; NaN gives NaN. Method: W. J. Cody, Rational Chebyshev approximations for the error function,
    /// Mathematics of Computation 23 (1969).
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Erf() => new(Rule<Erf>.Shared, this);
}

/// <summary>y = erf x,  dy/dx = 2/√π · e^(−x²)</summary>
public sealed partial class Erf : UnaryExpr
{
    public override string Symbol => "erf";

    public override SourceText Source => new("erf(x)", "1.1283791670955126 * exp(-x * x)");

    protected override double Evaluate(double x) => ErrorFunction.Erf(x);

    protected override double Slope(double x, double y) => ErrorFunction.TwoOverSqrtPi * Math.Exp(-x * x);

    protected override Node Slope(Node x, Node y) => ErrorFunction.TwoOverSqrtPi * (-x.Pow(2)).Exp();
}
