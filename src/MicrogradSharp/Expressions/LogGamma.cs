namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The logarithm of the absolute value of the gamma function, y = ln |Γ(x)|.</summary>
    /// <remarks>
    /// The relative error is a few 1e-15, also near the zeros 1 and 2; near the zeros between negative whole numbers the absolute error is.
    /// 0, −1, −2 and so on give +∞, with a NaN slope; 0 has slope −∞ (−0 has +∞). +∞ gives +∞ with slope +∞, −∞ gives +∞ with slope NaN;
    /// NaN gives NaN. Method: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, chapter 6: a series about 2, recurrence,
    /// Stirling's series from 8 on, and reflection below 0.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node LogGamma() => new(Rule<LogGamma>.Shared, this);
}

/// <summary>y = ln |Γ(x)|,  dy/dx = ψ(x), the digamma function</summary>
public sealed partial class LogGamma : UnaryExpr
{
    public override string Symbol => "lgamma";

    public override SourceText Source => new("lgamma(x)", "digamma(x)");

    protected override double Evaluate(double x) => GammaFunction.LogGamma(x);

    protected override double Slope(double x, double y) => GammaFunction.Digamma(x);

    protected override Node Slope(Node x, Node y) => x.Digamma();
}
