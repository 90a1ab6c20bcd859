using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sum of two, y = left + right. For many terms, <see cref="Sum(ReadOnlySpan{Node})"/> makes one node.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <remarks>±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.</remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node operator +(Node left, Node right) => new(Rule<Add>.Shared, left, right);
}

/// <summary>y = left + right,  ∂y/∂left = 1,  ∂y/∂right = 1</summary>
public sealed class Add : BinaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "+";

    /// <inheritdoc/>
    protected override double Evaluate(double left, double right) => left + right;

    /// <inheritdoc/>
    protected override (double Left, double Right) Slopes(double left, double right, double y) => (1, 1);

    /// <inheritdoc/>
    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (1, 1);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        TensorPrimitives.Add(left, right, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        leftSlopes.Fill(1);
        rightSlopes.Fill(1);
    }
}
