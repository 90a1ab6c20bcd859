namespace MicrogradSharp;

/// <summary>y = xᵉ ln x,  ∂y/∂x = e xᵉ⁻¹ ln x + xᵉ⁻¹,  ∂y/∂e = y ln x; for x = 0 and e ≥ 0, y and ∂y/∂e are 0</summary>
/// <remarks>
/// The slope of a power in its exponent. It is an operator of its own because the case x = 0 applies to the value only. With a branch
/// that gives 0 there, the slope in x would be 0 as well, and the mixed second derivative of a power would depend on the order of
/// differentiation.
/// </remarks>
internal sealed class PowerTimesLog : BinaryExpr
{
    public override string Symbol => "^log";

    public override SourceText Source => new SourceText(
        "left == 0 && right >= 0 ? 0 : pow(left, right) * log(left)",
        "(right == 0 ? 0 : right * (left == 0 && right - 1 >= 0 ? 0 : p * log(left))) + p",
        "left == 0 && right >= 0 ? 0 : y * log(left)").With("p", "pow(left, right - 1)");

    public static Node Of(Node x, Node exponent) => Node.From(Rule<PowerTimesLog>.Shared, x, exponent);

    /// <summary>xᵉ ln x, given xᵉ.</summary>
    public static double Value(double power, double x, double exponent) => x == 0 && exponent >= 0 ? 0 : power * Math.Log(x);

    protected override double Evaluate(double left, double right) => Value(Math.Pow(left, right), left, right);

    protected override (double Left, double Right) Slopes(double left, double right, double y)
    {
        double power = Math.Pow(left, right - 1);
        return ((right == 0 ? 0 : right * Value(power, left, right - 1)) + power, Value(y, left, right));
    }

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (
        ChainProduct.Of(Of(left, right - 1), right) + left.Pow(right - 1),
        Node.Where(Condition.Of(Condition.PowerOfZero, left, right), 0, y * left.Log()));
}
