using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The tangent, y = tan x.</summary>
    /// <remarks>x is in radians. ±∞ and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Tan() => new(Rule<Tan>.Shared, this);
}

/// <summary>y = tan x,  dy/dx = 1 + y²</summary>
public sealed class Tan : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "tan";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Tan(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 1 + y * y;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => 1 + y.Pow(2);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Trigonometry.Tan(x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Multiply(y, y, slopes);
        TensorPrimitives.Add(slopes, 1, slopes);
    }
}
