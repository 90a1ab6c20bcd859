namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The digamma function, y = ψ(x), which is the slope of <c>LogGamma</c>.</summary>
    /// <remarks>
    /// The relative error is a few 1e-15, also near the zero 1.46; near the zeros between negative whole numbers the absolute error is. 0
    /// gives −∞ with slope +∞ (−0 gives +∞), as in PyTorch; −1, −2 and so on give NaN with slope +∞. +∞ gives +∞ with slope 0; −∞ and NaN
    /// give NaN. Method: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, chapter 6: a series about the zero,
    /// recurrence, the asymptotic series from 10 on, and reflection below 0.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Digamma() => new(Rule<Digamma>.Shared, this);
}

/// <summary>y = ψ(x),  dy/dx = ψ′(x), the trigamma function</summary>
public sealed partial class Digamma : UnaryExpr
{
    public override string Symbol => "digamma";

    public override SourceText Source => new("digamma(x)", "polygamma1(x)");

    protected override double Evaluate(double x) => GammaFunction.Digamma(x);

    protected override double Slope(double x, double y) => GammaFunction.Polygamma(1, x);

    protected override Node Slope(Node x, Node y) => x.Trigamma();
}
