namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The negative, y = −x.</summary>
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
}
