namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential to base 2, y = 2ˣ.</summary>
    /// <remarks>Exact for whole x. +∞ gives +∞, −∞ gives 0 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Exp2() => new(Rule<Exp2>.Shared, this);
}

/// <summary>y = 2ˣ,  dy/dx = y ln 2</summary>
public sealed partial class Exp2 : UnaryExpr
{
    public override string Symbol => "exp2";

    public override SourceText Source => new("pow(2, x)", "y * 0.6931471805599453");

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => Math.Pow(2, x);

    protected override double Slope(double x, double y) => y * VectorMath.Ln2;

    protected override Node Slope(Node x, Node y) => y * VectorMath.Ln2;
}
