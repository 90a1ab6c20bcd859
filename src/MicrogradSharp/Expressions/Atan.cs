namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The inverse tangent, y = arctan x.</summary>
    /// <remarks>y is in radians, from −π/2 to π/2. ±∞ gives ±π/2 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Atan() => new(Rule<Atan>.Shared, this);
}

/// <summary>y = arctan x,  dy/dx = 1/(1 + x²)</summary>
public sealed class Atan : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "atan";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Atan(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 1 / (1 + x * x);
}
