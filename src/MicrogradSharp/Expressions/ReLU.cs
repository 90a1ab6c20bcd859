namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The rectified linear unit, y = max(x, 0).</summary>
    /// <remarks>The slope at 0 is 0. +∞ gives +∞, −∞ gives 0; NaN gives NaN with slope 1.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node ReLU() => new(Rule<ReLU>.Shared, this);
}

/// <summary>y = max(x, 0),  dy/dx = 1 for x &gt; 0, 0 otherwise</summary>
public sealed partial class ReLU : UnaryExpr
{
    public override string Symbol => "relu";

    public override SourceText Source => new("x <= 0 ? 0 : x", "x <= 0 ? 0 : 1");

    public override bool ZeroSlopeStopsGradient => true;

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => Math.Max(x, 0);

    protected override double Slope(double x, double y) => x <= 0 ? 0 : 1;

    protected override Node Slope(Node x, Node y) => Node.From(Flat.Step, x);
}
