namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The length of the hypotenuse, √(x² + y²).</summary>
    /// <param name="x">One leg.</param>
    /// <param name="y">The other leg.</param>
    /// <remarks>
    /// 1e200 does not overflow. At the origin, which has no direction, both slopes are NaN, as in PyTorch; <c>Node.Norm</c> has 0 there. An
    /// infinite leg gives +∞, also beside NaN, with a NaN slope for itself and 0 for a finite leg; any other NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Hypot(Node x, Node y) => new(Rule<Hypot>.Shared, x, y);
}

/// <summary>length = √(x² + y²),  ∂length/∂x = x/length,  ∂length/∂y = y/length</summary>
public sealed partial class Hypot : BinaryExpr
{
    public override string Symbol => "hypot";

    public override SourceText Source => new("hypot(left, right)", "left / y", "right / y");

    protected override double Evaluate(double left, double right) => double.Hypot(left, right);

    protected override (double Left, double Right) Slopes(double left, double right, double y) => (left / y, right / y);

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (left / y, right / y);
}
