using System.Globalization;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The ReLU with a small slope on its negative side, y = x for x &gt; 0, otherwise slope · x.</summary>
    /// <param name="negativeSlope">The slope for x ≤ 0; default 0.01.</param>
    /// <remarks>±∞ keep their sign with a positive slope; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node LeakyReLU(double negativeSlope = 0.01) => new(MicrogradSharp.LeakyReLU.Rules.Of(negativeSlope), this);
}

/// <summary>y = x for x &gt; 0, s x otherwise,  dy/dx = 1 for x &gt; 0, s otherwise</summary>
public sealed partial class LeakyReLU : UnaryExprWithConstant
{
    private LeakyReLU(double negativeSlope)
        : base(negativeSlope)
    {
    }

    /// <summary>The slope s for x ≤ 0.</summary>
    public double NegativeSlope => Constant;

    /// <summary>The name and the slope, such as <c>leaky_relu(0.01)</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"leaky_relu({NegativeSlope})");

    public override SourceText Source => new(
        FormattableString.Invariant($"x > 0 ? x : {NegativeSlope} * x"), FormattableString.Invariant($"x > 0 ? 1 : {NegativeSlope}"));

    internal static ConstantRules<LeakyReLU> Rules { get; } = new(usual: 0.01, slope => new LeakyReLU(slope));

    protected override double Evaluate(double x) => x > 0 ? x : NegativeSlope * x;

    protected override double Slope(double x, double y) => x > 0 ? 1 : NegativeSlope;

    protected override Node Slope(Node x, Node y) => Node.Where(x, 1, NegativeSlope);
}
