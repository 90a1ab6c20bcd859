namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The power with an exponent that is itself differentiated, y = xᵉ.</summary>
    /// <param name="exponent">The exponent e. If it is constant, pass a number: that saves a node and its slope.</param>
    /// <remarks>
    /// Special cases; all but the last are those of PyTorch:
    /// <list type="number">
    /// <item>x⁰ = 1 for every x, also 0⁰ and NaN⁰, and 1ᵉ = 1 for every e, also 1^NaN; the slope of x⁰ in x is 0, also at x = 0.</item>
    /// <item>0ᵉ for e &gt; 0 is 0: its slope in x is +∞ for e &lt; 1, 1 for e = 1, 0 for e &gt; 1;
    /// its slope in e is 0, as it is for e = 0.</item>
    /// <item>0ᵉ for e &lt; 0 is +∞: its slope in e is −∞. (For x = −0 and an odd whole e the value is −∞, and the slope in e is +∞.)</item>
    /// <item>A negative x with a whole e has a value and a slope in x; its slope in e is NaN.</item>
    /// <item>A negative x with an e that is finite and not whole gives NaN for the value and both slopes. So does a NaN
    /// that no case above covers.</item>
    /// <item>An infinite e gives the limit of |x|ᵉ: 0, 1 or +∞.</item>
    /// <item>Second derivatives at (0, 0) are not those of PyTorch. ∂²y/∂x∂e is +∞ in both orders of differentiation: for e = 0 it is
    /// 1/x, which goes to +∞ for x → 0. ∂²y/∂x² and ∂²y/∂e² are 0, as those of x⁰ and 0ᵉ. PyTorch gives NaN for all of them, because its
    /// second pass multiplies the zero gradient of the case not taken by an infinite slope; here a gradient of 0 contributes 0.</item>
    /// </list>
    /// </remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public Node Pow(Node exponent) => new(Rule<Pow>.Shared, this, exponent);
}

/// <summary>y = xᵉ,  ∂y/∂x = e xᵉ⁻¹,  ∂y/∂e = y ln x</summary>
public sealed class Pow : BinaryExpr
{
    public override string Symbol => "^";

    public override SourceText Source => new(
        "pow(left, right)", "right == 0 ? 0 : right * pow(left, right - 1)", "left == 0 && right >= 0 ? 0 : y * log(left)");

    protected override double Evaluate(double left, double right) => Math.Pow(left, right);

    protected override (double Left, double Right) Slopes(double left, double right, double y) => (
        PowConstant.SlopeOf(left, right),
        PowerTimesLog.Value(y, left, right));

    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) => (
        ChainProduct.Of(left.Pow(right - 1), right),    // 0 for e = 0, where 0 · 0⁻¹ would be NaN
        PowerTimesLog.Of(left, right));
}
