using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The ReLU that keeps a small slope on its negative side, y = x for x &gt; 0, otherwise slope · x.</summary>
    /// <param name="negativeSlope">The slope for x ≤ 0, 0.01 unless told.</param>
    /// <remarks>±∞ keep their sign with a positive slope; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node LeakyReLU(double negativeSlope = 0.01) => new(MicrogradSharp.LeakyReLU.Of(negativeSlope), this);
}

/// <summary>y = x for x &gt; 0, s x otherwise,  dy/dx = 1 for x &gt; 0, s otherwise</summary>
public sealed class LeakyReLU : UnaryExpr
{
    private static readonly LeakyReLU s_default = new(0.01);

    private LeakyReLU(double negativeSlope) => NegativeSlope = negativeSlope;

    /// <summary>The slope s for x ≤ 0.</summary>
    public double NegativeSlope { get; }

    /// <summary>The name and the slope, such as <c>leaky_relu(0.01)</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"leaky_relu({NegativeSlope})");

    /// <summary>Whether both are the same rule with the same constant: a tape computes equal nodes once, and groups like ones.</summary>
    public override bool Equals(object? obj) => obj is LeakyReLU other && NegativeSlope.Equals(other.NegativeSlope);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(typeof(LeakyReLU), NegativeSlope);

    /// <inheritdoc/>
    protected override double Evaluate(double x) => x > 0 ? x : NegativeSlope * x;

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => x > 0 ? 1 : NegativeSlope;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => Node.Where(x, 1, NegativeSlope);

    internal static LeakyReLU Of(double negativeSlope) => negativeSlope == s_default.NegativeSlope ? s_default : new(negativeSlope);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(new Leak(NegativeSlope), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(new LeakSlope(NegativeSlope), x, slopes);

    private readonly struct Leak(double slope) : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), x, slope * x);
    }

    private readonly struct LeakSlope(double slope) : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), Vector<double>.One, new Vector<double>(slope));
    }
}
