namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The hyperbolic tangent, y = tanh x.</summary>
    /// <remarks>±∞ gives ±1 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Tanh() => new(Rule<Tanh>.Shared, this);
}

/// <summary>y = tanh x,  dy/dx = 1 − y²</summary>
public sealed partial class Tanh : UnaryExpr
{
    public override string Symbol => "tanh";

    public override SourceText Source => new("tanh(x)", "1 - y * y");

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => Math.Tanh(x);

    protected override double Slope(double x, double y) => 1 - y * y;

    protected override Node Slope(Node x, Node y) => 1 - y.Pow(2);
}
