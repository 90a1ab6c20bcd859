namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential, y = eˣ.</summary>
    /// <remarks>+∞ gives +∞, −∞ gives 0 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Exp() => new(Rule<Exp>.Shared, this);
}

/// <summary>y = eˣ,  dy/dx = y</summary>
public sealed partial class Exp : UnaryExpr
{
    public override string Symbol => "exp";

    public override SourceText Source => new("exp(x)", "y");

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => Math.Exp(x);

    protected override double Slope(double x, double y) => y;

    protected override Node Slope(Node x, Node y) => y;
}
