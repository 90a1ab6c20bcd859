using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The product of two, y = left · right.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <remarks>±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.</remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node operator *(Node left, Node right) => new(Rule<Mul>.Shared, left, right);
}

/// <summary>y = left · right,  ∂y/∂left = right,  ∂y/∂right = left</summary>
public sealed class Mul : BinaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "*";

    /// <inheritdoc/>
    protected override double Evaluate(double left, double right) => left * right;

    /// <inheritdoc/>
    protected override (double Left, double Right) Slopes(double left, double right, double y) => (right, left);

    /// <inheritdoc/>
    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (right, left);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        TensorPrimitives.Multiply(left, right, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        right.CopyTo(leftSlopes);
        left.CopyTo(rightSlopes);
    }
}
