namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sign, y = 1 for x &gt; 0, −1 for x &lt; 0, 0 for 0.</summary>
    /// <remarks>
    /// The slope is 0 everywhere, and stops every gradient. −0 gives −0; ±∞ gives ±1; NaN gives NaN, where PyTorch gives 0.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sign() => new(Rule<Sign>.Shared, this);
}

/// <summary>y = sign x,  dy/dx = 0</summary>
public sealed partial class Sign : FlatExpr
{
    public override string Symbol => "sign";

    public override SourceText Source => new("x > 0 ? 1 : x < 0 ? -1 : x", "0");

    protected override double Evaluate(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
}
