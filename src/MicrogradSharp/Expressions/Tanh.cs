using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

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

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => 1 - y.Pow(2);

    /// <inheritdoc/>
    public override bool SlopeFollowsFromValue => true;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(HyperbolicTangent), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Multiply(y, y, slopes);
        TensorPrimitives.Subtract(1, slopes, slopes);
    }

    private readonly struct HyperbolicTangent : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Tanh(x);
    }
}
