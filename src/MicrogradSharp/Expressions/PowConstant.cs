using System.Globalization;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The power with a constant exponent, y = xᵉ.</summary>
    /// <param name="exponent">The exponent e, a number that has no gradient.</param>
    /// <remarks>
    /// x⁰ = 1 with slope 0 for every x, including NaN. At x = 0 the slope is +∞ for 0 &lt; e &lt; 1, 1 for e = 1 and 0 for e &gt; 1; for
    /// e &lt; 0 the value is infinite. A negative x with an exponent that is finite and not whole gives NaN; any other NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Pow(double exponent) => new(PowConstant.Rules.Of(exponent), this);
}

/// <summary>y = xᵉ with a constant e,  dy/dx = e xᵉ⁻¹</summary>
public sealed partial class PowConstant : UnaryExprWithConstant
{
    private PowConstant(double exponent)
        : base(exponent)
    {
    }

    /// <summary>The exponent e.</summary>
    public double Exponent => Constant;

    /// <summary>The caret and the exponent, such as <c>^2</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"^{Exponent}");

    public override SourceText Source => Exponent switch
    {
        0 => new("1", "0"),
        1 => new("x", "1"),
        2 => new("x * x", "2 * x"),
        3 => new("x * x * x", "3 * (x * x)"),
        4 => new("x * x * (x * x)", "4 * (x * x * x)"),
        _ => new(FormattableString.Invariant($"pow(x, {Exponent})"), FormattableString.Invariant($"{Exponent} * pow(x, {Exponent - 1})")),
    };

    /// <summary>True for e = 0: x⁰ is a constant and passes no gradient on.</summary>
    public override bool ZeroSlopeStopsGradient => Exponent == 0;

    internal static ConstantRules<PowConstant> Rules { get; } = new(usual: 2, exponent => new PowConstant(exponent));

    protected override double Evaluate(double x) => Exponent == 2 ? x * x : Math.Pow(x, Exponent);

    protected override double Slope(double x, double y) => Exponent == 2 ? 2 * x : SlopeOf(x, Exponent);

    protected override Node Slope(Node x, Node y) => Exponent switch
    {
        0 => 0,
        1 => 1,
        2 => 2 * x,
        _ => Exponent * x.Pow(Exponent - 1),
    };

    /// <summary>e xᵉ⁻¹, and 0 for e = 0, where 0 · 0⁻¹ would be NaN.</summary>
    internal static double SlopeOf(double x, double exponent) => exponent == 0 ? 0 : exponent * Math.Pow(x, exponent - 1);
}
