using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The negative, y = −x.</summary>
    /// <remarks>±∞ gives ∓∞; NaN gives NaN. −0 and 0 turn into each other.</remarks>
    /// <param name="x">The operand; ±∞ gives ∓∞, NaN gives NaN.</param>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node operator -(Node x) => new(Rule<Negate>.Shared, x);
}

/// <summary>y = −x,  dy/dx = −1</summary>
public sealed class Negate : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "neg";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => -x;

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => -1;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => -1;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Negate(x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => slopes.Fill(-1);
}
