namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The cosine, y = cos x.</summary>
    /// <remarks>x is in radians. ±∞ and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Cos() => new(Rule<Cos>.Shared, this);
}

/// <summary>y = cos x,  dy/dx = −sin x</summary>
public sealed partial class Cos : UnaryExpr
{
    public override string Symbol => "cos";

    public override SourceText Source => new("cos(x)", "-sin(x)");

    protected override double Evaluate(double x) => Math.Cos(x);

    protected override double Slope(double x, double y) => -Math.Sin(x);

    protected override Node Slope(Node x, Node y) => -x.Sin();
}
