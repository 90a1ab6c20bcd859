namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The tangent, y = tan x.</summary>
    /// <remarks>x is in radians. ±∞ and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Tan() => new(Rule<Tan>.Shared, this);
}

/// <summary>y = tan x,  dy/dx = 1 + y²</summary>
public sealed partial class Tan : UnaryExpr
{
    public override string Symbol => "tan";

    public override SourceText Source => new("tan(x)", "1 + y * y");

    protected override double Evaluate(double x) => Math.Tan(x);

    protected override double Slope(double x, double y) => 1 + y * y;

    protected override Node Slope(Node x, Node y) => 1 + y.Pow(2);
}
