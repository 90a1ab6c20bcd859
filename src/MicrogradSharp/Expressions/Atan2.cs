namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The angle of the point (x, y) in radians, from −π to π.</summary>
    /// <param name="y">The ordinate: first, as in <see cref="Math.Atan2"/>.</param>
    /// <param name="x">The abscissa.</param>
    /// <remarks>
    /// Signed zeros and ±∞ give the values of <see cref="Math.Atan2"/>. At the origin, which has no angle, both slopes are NaN; an infinite
    /// operand gives slopes of 0 or NaN. Beyond 1e154 or within 1e-154 of the origin the square of the distance leaves the range of a
    /// double: slopes are 0 or ±∞ there. NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Atan2(Node y, Node x) => new(Rule<Atan2>.Shared, y, x);
}

/// <summary>angle = atan2(y, x),  ∂angle/∂y = x/(x² + y²),  ∂angle/∂x = −y/(x² + y²)</summary>
public sealed partial class Atan2 : BinaryExpr
{
    public override string Symbol => "atan2";

    public override SourceText Source =>
        new SourceText("atan2(left, right)", "right / square", "-left / square").With("square", "left * left + right * right");

    protected override double Evaluate(double left, double right) => Math.Atan2(left, right);

    protected override (double Left, double Right) Slopes(double left, double right, double y)
    {
        double square = left * left + right * right;
        return (right / square, -left / square);
    }

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y)
    {
        var square = left.Pow(2) + right.Pow(2);
        return (right / square, -left / square);
    }
}
