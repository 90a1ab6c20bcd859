using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The power with a constant exponent, y = xᵉ.</summary>
    /// <param name="exponent">The exponent e, a number that has no gradient.</param>
    /// <remarks>
    /// x⁰ = 1 with slope 0 for every x, also NaN. At x = 0 the slope is +∞ for 0 &lt; e &lt; 1, 1 for e = 1, 0 for e &gt; 1, and for e &lt; 0
    /// the value is infinite. A negative x with an exponent that is finite and not whole gives NaN; any other NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Pow(double exponent) => new(PowConstant.Of(exponent), this);
}

/// <summary>y = xᵉ with a constant e,  dy/dx = e xᵉ⁻¹</summary>
public sealed class PowConstant : UnaryExpr
{
    private static readonly PowConstant s_square = new(2);

    private PowConstant(double exponent) => Exponent = exponent;

    /// <summary>The exponent e.</summary>
    public double Exponent { get; }

    /// <summary>The caret and the exponent, such as <c>^2</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"^{Exponent}");

    /// <summary>Whether e is 0: x⁰ is a constant, and lets no gradient through.</summary>
    public override bool ZeroSlopeStopsGradient => Exponent == 0;

    /// <summary>Whether both are the same rule with the same constant: a tape computes equal nodes once, and groups like ones.</summary>
    public override bool Equals(object? obj) => obj is PowConstant other && Exponent.Equals(other.Exponent);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(typeof(PowConstant), Exponent);

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Exponent == 2 ? x * x : Math.Pow(x, Exponent);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => Exponent == 2 ? 2 * x : SlopeOf(x, Exponent);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => Exponent switch
    {
        0 => 0,
        1 => 1,
        2 => 2 * x,
        _ => Exponent * x.Pow(Exponent - 1),
    };

    /// <summary>The rule for an exponent; squares, by far the most frequent, share one.</summary>
    internal static PowConstant Of(double exponent) => exponent == 2 ? s_square : new(exponent);

    /// <summary>e xᵉ⁻¹, and 0 for e = 0, where 0 · 0⁻¹ would be NaN.</summary>
    internal static double SlopeOf(double x, double exponent) => exponent == 0 ? 0 : exponent * Math.Pow(x, exponent - 1);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        if (Exponent == 2) TensorPrimitives.Multiply(x, x, y);
        else if (IsSmallWhole) Rows.Map(new WholePower((int)Exponent, 1), x, y);
        else if (Exponent == 0.5) Rows.Map(default(Root), x, y);
        else base.Evaluate(x, y);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        if (Exponent == 2) TensorPrimitives.Multiply(x, 2, slopes);
        else if (Exponent == 0) slopes.Clear();
        else if (IsSmallWhole) Rows.Map(new WholePower((int)Exponent - 1, Exponent), x, slopes);
        else if (Exponent == 0.5) TensorPrimitives.Divide(0.5, y, slopes);
        else base.Slopes(x, y, slopes);
    }

    private bool IsSmallWhole => Math.Abs(Exponent) <= WholePower.Limit && Exponent == Math.Truncate(Exponent);

    private readonly struct Root : Rows.IUnary
    {
        // √ has NaN for −∞ and −0 for −0, the power has +∞ and 0
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(
            Vector.Equals(x, new Vector<double>(double.NegativeInfinity)), -x, Vector.SquareRoot(x) + Vector<double>.Zero);
    }
}
