namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse tangent, y = arctan x.</summary>
    /// <remarks>y is in radians, from −π/2 to π/2. ±∞ gives ±π/2 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Atan() => new(Rule<Atan>.Shared, this);
}

/// <summary>y = arctan x,  dy/dx = 1/(1 + x²)</summary>
public sealed partial class Atan : UnaryExpr
{
    public override string Symbol => "atan";

    public override SourceText Source => new("atan(x)", "1 / (1 + x * x)");

    protected override double Evaluate(double x) => Math.Atan(x);

    protected override double Slope(double x, double y) => 1 / (1 + x * x);

    protected override Node Slope(Node x, Node y) => 1 / (1 + x.Pow(2));
}
