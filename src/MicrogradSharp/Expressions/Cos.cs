using System.Numerics.Tensors;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The cosine, y = cos x.</summary>
    /// <remarks>x is in radians. ±∞ and NaN give NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Cos() => new(Rule<Cos>.Shared, this);
}

/// <summary>y = cos x,  dy/dx = −sin x</summary>
public sealed class Cos : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "cos";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Cos(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => -Math.Sin(x);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => -x.Sin();

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Trigonometry.Cos(x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        Trigonometry.Sin(x, slopes);
        TensorPrimitives.Negate(slopes, slopes);
    }
}
