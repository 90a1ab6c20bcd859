using System.Globalization;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential linear unit, y = x for x &gt; 0, otherwise α (eˣ − 1).</summary>
    /// <param name="alpha">The depth α of the negative side; default 1.</param>
    /// <remarks>
    /// +∞ gives +∞, −∞ gives −α with slope 0; NaN gives NaN. Source: D.-A. Clevert, T. Unterthiner and S. Hochreiter,
    /// Fast and accurate deep network learning by exponential linear units, arXiv:1511.07289.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node ELU(double alpha = 1) => new(MicrogradSharp.ELU.Rules.Of(alpha), this);
}

/// <summary>y = x for x &gt; 0, α (eˣ − 1) otherwise,  dy/dx = 1 for x &gt; 0, y + α otherwise</summary>
public sealed partial class ELU : UnaryExprWithConstant
{
    private ELU(double alpha)
        : base(alpha)
    {
    }

    /// <summary>The depth α of the negative side.</summary>
    public double Alpha => Constant;

    /// <summary>The name and α, such as <c>elu(1)</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"elu({Alpha})");

    public override SourceText Source => new(
        FormattableString.Invariant($"x > 0 ? x : {Alpha} * expm1(x)"), FormattableString.Invariant($"x > 0 ? 1 : y + {Alpha}"));

    internal static ConstantRules<ELU> Rules { get; } = new(usual: 1, alpha => new ELU(alpha));

    protected override double Evaluate(double x) => x > 0 ? x : Alpha * StableMath.Expm1(x);

    protected override double Slope(double x, double y) => x > 0 ? 1 : y + Alpha;

    protected override Node Slope(Node x, Node y) => Node.Where(x, 1, y + Alpha);
}
