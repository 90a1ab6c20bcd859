namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The hyperbolic tangent, y = tanh x.</summary>
    /// <remarks>±∞ gives ±1 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Tanh() => new(Rule<Tanh>.Shared, this);
}

/// <summary>y = tanh x,  dy/dx = 1 − y²</summary>
public sealed class Tanh : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "tanh";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Tanh(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 1 - y * y;
}
