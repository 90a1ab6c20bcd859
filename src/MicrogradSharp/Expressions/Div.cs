namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The quotient, y = left / right.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <remarks>
    /// ±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>. Division of x ≠ 0 by 0 gives ±∞ with infinite slopes; 0/0 gives
    /// NaN, with a NaN slope for the divisor.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node operator /(Node left, Node right) => new(Rule<Div>.Shared, left, right);
}

/// <summary>y = left / right,  ∂y/∂left = 1/right,  ∂y/∂right = −y/right</summary>
public sealed partial class Div : BinaryExpr
{
    public override string Symbol => "/";

    public override SourceText Source => new("left / right", "1 / right", "-y / right");

    protected override double Evaluate(double left, double right) => left / right;

    protected override (double Left, double Right) Slopes(double left, double right, double y) => (1 / right, -y / right);

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (1 / right, -y / right);
}
