namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The logistic function, y = 1/(1 + e⁻ˣ).</summary>
    /// <remarks>Does not overflow: −800 gives 0, not NaN. +∞ gives 1 and −∞ gives 0, both with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sigmoid() => new(Rule<Sigmoid>.Shared, this);
}

/// <summary>y = 1/(1 + e⁻ˣ),  dy/dx = y (1 − y)</summary>
public sealed partial class Sigmoid : UnaryExpr
{
    public override string Symbol => "sigmoid";

    public override SourceText Source => new("logistic(x)", "y * (1 - y)");

    public override bool SlopeFollowsFromValue => true;

    protected override double Evaluate(double x) => StableMath.Logistic(x);

    protected override double Slope(double x, double y) => y * (1 - y);

    protected override Node Slope(Node x, Node y) => y * (1 - y);
}
