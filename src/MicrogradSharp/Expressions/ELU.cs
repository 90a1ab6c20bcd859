using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential linear unit, y = x for x &gt; 0, otherwise α (eˣ − 1).</summary>
    /// <param name="alpha">The depth α of the negative side, 1 unless told.</param>
    /// <remarks>
    /// +∞ gives +∞, −∞ gives −α with slope 0; NaN gives NaN. Source: D.-A. Clevert, T. Unterthiner and S. Hochreiter,
    /// Fast and accurate deep network learning by exponential linear units, arXiv:1511.07289.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node ELU(double alpha = 1) => new(MicrogradSharp.ELU.Of(alpha), this);
}

/// <summary>y = x for x &gt; 0, α (eˣ − 1) otherwise,  dy/dx = 1 for x &gt; 0, y + α otherwise</summary>
public sealed class ELU : UnaryExpr
{
    private static readonly ELU s_default = new(1);

    private ELU(double alpha) => Alpha = alpha;

    /// <summary>The depth α of the negative side.</summary>
    public double Alpha { get; }

    /// <summary>The name and α, such as <c>elu(1)</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"elu({Alpha})");

    /// <summary>Whether both are the same rule with the same constant: a tape computes equal nodes once, and groups like ones.</summary>
    public override bool Equals(object? obj) => obj is ELU other && Alpha.Equals(other.Alpha);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(typeof(ELU), Alpha);

    /// <inheritdoc/>
    protected override double Evaluate(double x) => x > 0 ? x : Alpha * StableMath.Expm1(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => x > 0 ? 1 : y + Alpha;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => Node.Where(x, 1, y + Alpha);

    internal static ELU Of(double alpha) => alpha == s_default.Alpha ? s_default : new(alpha);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(new Exponential(Alpha), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(new ExponentialSlope(Alpha), x, y, slopes);

    private readonly struct Exponential(double alpha) : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), x, alpha * VectorMath.Expm1(x));
    }

    private readonly struct ExponentialSlope(double alpha) : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), Vector<double>.One, y + new Vector<double>(alpha));
    }
}
