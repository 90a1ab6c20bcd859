namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse cosine, y = arccos x.</summary>
    /// <remarks>y is in radians, from 0 to π. 1 gives 0 and −1 gives π, both with slope −∞; |x| above 1 and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Acos() => new(Rule<Acos>.Shared, this);
}

/// <summary>y = arccos x,  dy/dx = −1/√(1 − x²)</summary>
public sealed partial class Acos : UnaryExpr
{
    public override string Symbol => "acos";

    public override SourceText Source => new("acos(x)", "-1 / sqrt((1 - x) * (1 + x))");

    protected override double Evaluate(double x) => Math.Acos(x);

    protected override double Slope(double x, double y) => -1 / Math.Sqrt((1 - x) * (1 + x));

    protected override Node Slope(Node x, Node y) => -1 / ((1 - x) * (1 + x)).Sqrt();
}
