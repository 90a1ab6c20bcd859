namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse sine, y = arcsin x.</summary>
    /// <remarks>y is in radians, from −π/2 to π/2. ±1 gives ±π/2 with slope +∞; |x| above 1 and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Asin() => new(Rule<Asin>.Shared, this);
}

/// <summary>y = arcsin x,  dy/dx = 1/√(1 − x²)</summary>
public sealed partial class Asin : UnaryExpr
{
    public override string Symbol => "asin";

    public override SourceText Source => new("asin(x)", "1 / sqrt((1 - x) * (1 + x))");

    protected override double Evaluate(double x) => Math.Asin(x);

    protected override double Slope(double x, double y) => 1 / Math.Sqrt((1 - x) * (1 + x));

    protected override Node Slope(Node x, Node y) => 1 / ((1 - x) * (1 + x)).Sqrt();
}
