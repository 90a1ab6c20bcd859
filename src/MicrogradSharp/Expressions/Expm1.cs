using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential minus one, y = eˣ − 1.</summary>
    /// <remarks>Exact to rounding near 0, where <c>x.Exp() - 1</c> loses its digits. +∞ gives +∞, −∞ gives −1 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Expm1() => new(Rule<Expm1>.Shared, this);
}

/// <summary>y = eˣ − 1,  dy/dx = y + 1</summary>
public sealed class Expm1 : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "expm1";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => StableMath.Expm1(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => y + 1;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => y + 1;

    /// <inheritdoc/>
    public override bool SlopeFollowsFromValue => true;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(ExpMinusOne), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => TensorPrimitives.Add(y, 1, slopes);

    private readonly struct ExpMinusOne : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Expm1(x);
    }
}
