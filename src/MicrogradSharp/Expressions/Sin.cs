namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The sine, y = sin x.</summary>
    /// <remarks>x is in radians. ±∞ and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Sin() => new(Rule<Sin>.Shared, this);
}

/// <summary>y = sin x,  dy/dx = cos x</summary>
public sealed partial class Sin : UnaryExpr
{
    public override string Symbol => "sin";

    public override SourceText Source => new("sin(x)", "cos(x)");

    protected override double Evaluate(double x) => Math.Sin(x);

    protected override double Slope(double x, double y) => Math.Cos(x);

    protected override Node Slope(Node x, Node y) => x.Cos();
}
