namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse hyperbolic cosine, y = ln(x + √(x² − 1)).</summary>
    /// <remarks>1 gives 0 with slope +∞; a smaller number gives NaN, with a NaN slope. +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Acosh() => new(Rule<Acosh>.Shared, this);
}

/// <summary>y = arcosh x,  dy/dx = 1/√(x² − 1)</summary>
public sealed partial class Acosh : UnaryExpr
{
    public override string Symbol => "acosh";

    public override SourceText Source => new("acosh(x)", "1 / (sqrt(x - 1) * sqrt(x + 1))");

    protected override double Evaluate(double x) => Math.Acosh(x);

    protected override double Slope(double x, double y) => 1 / (Math.Sqrt(x - 1) * Math.Sqrt(x + 1));

    protected override Node Slope(Node x, Node y) => 1 / ((x - 1).Sqrt() * (x + 1).Sqrt());
}
