namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The remainder of a division, dividend − divisor · ⌊dividend/divisor⌋, which has the sign of the divisor.</summary>
    /// <param name="dividend">The number that is divided.</param>
    /// <param name="divisor">The number that divides.</param>
    /// <remarks>
    /// As <c>torch.remainder</c> and <c>%</c> of Python; <c>%</c> of C# has the sign of the dividend. The value has one rounding at
    /// most. It jumps where the quotient is whole; the slopes there are those of a larger quotient. A divisor of 0 and an infinite dividend
    /// give NaN. An infinite divisor gives the dividend, or itself with a NaN slope if the signs differ; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Remainder(Node dividend, Node divisor) => new(Rule<Remainder>.Shared, dividend, divisor);
}

/// <summary>y = a − b ⌊a/b⌋,  ∂y/∂a = 1,  ∂y/∂b = −⌊a/b⌋</summary>
public sealed partial class Remainder : BinaryExpr
{
    public override string Symbol => "remainder";

    public override SourceText Source => new SourceText(
        "r < 0 && right > 0 || r > 0 && right < 0 ? r + right : r", "1", "-rint(left / right - y / right)").With("r", "fmod(left, right)");

    protected override double Evaluate(double left, double right)
    {
        double remainder = left % right;
        return remainder != 0 && remainder < 0 != right < 0 ? remainder + right : remainder;
    }

    // The quotient alone may round up to the next whole number.
    protected override (double Left, double Right) Slopes(double left, double right, double y) =>
        (1, -Math.Round(left / right - y / right));

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (1, -(left / right - y / right).Round());
}
