namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The square root, y = √x.</summary>
    /// <remarks>0 gives 0 with slope +∞ (−0 gives −0 and −∞), x &lt; 0 gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sqrt() => new(Rule<Sqrt>.Shared, this);
}

/// <summary>y = √x,  dy/dx = 1/(2y)</summary>
public sealed partial class Sqrt : UnaryExpr
{
    public override string Symbol => "sqrt";

    public override SourceText Source => new("sqrt(x)", "0.5 / y");

    protected override double Evaluate(double x) => Math.Sqrt(x);

    protected override double Slope(double x, double y) => 0.5 / y;

    protected override Node Slope(Node x, Node y) => 0.5 / y;
}
