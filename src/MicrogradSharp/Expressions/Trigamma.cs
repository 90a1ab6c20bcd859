namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The trigamma function, y = ψ′(x), which is the slope of <c>Digamma</c>.</summary>
    /// <remarks>
    /// The relative error is a few 1e-15. 0, −1, −2 and so on give +∞, with a NaN slope; 0 has slope −∞ (−0 has +∞). +∞ gives 0 with slope
    /// 0; −∞ and NaN give NaN. Method: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, chapter 6: recurrence, the
    /// asymptotic series, and reflection below 0. Derivatives of any order exist.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Trigamma() => new(Rule<Trigamma>.Shared, this);
}

/// <summary>y = ψ′(x),  dy/dx = ψ″(x)</summary>
public sealed partial class Trigamma : UnaryExpr
{
    public override string Symbol => "trigamma";

    public override SourceText Source => new("polygamma1(x)", "polygamma2(x)");

    protected override double Evaluate(double x) => GammaFunction.Polygamma(1, x);

    protected override double Slope(double x, double y) => GammaFunction.Polygamma(2, x);

    protected override Node Slope(Node x, Node y) => Polygamma.Of(2, x);
}
