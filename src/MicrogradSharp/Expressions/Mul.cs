namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The product, y = left · right.</summary>
    /// <param name="left">The first operand.</param>
    /// <param name="right">The second operand.</param>
    /// <remarks>±∞ and NaN follow the rules of IEEE 754 for <see cref="double"/>.</remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node operator *(Node left, Node right) => new(Rule<Mul>.Shared, left, right);
}

/// <summary>y = left · right,  ∂y/∂left = right,  ∂y/∂right = left</summary>
public sealed partial class Mul : BinaryExpr
{
    public override string Symbol => "*";

    public override SourceText Source => new("left * right", "right", "left");

    protected override double Evaluate(double left, double right) => left * right;

    protected override (double Left, double Right) Slopes(double left, double right, double y) => (right, left);

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (right, left);
}
