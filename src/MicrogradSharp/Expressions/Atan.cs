using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

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

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => 1 / (1 + x.Pow(2));

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Arctangent), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Multiply(x, x, slopes);
        TensorPrimitives.Add(slopes, 1, slopes);
        TensorPrimitives.Reciprocal(slopes, slopes);
    }

    private readonly struct Arctangent : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Atan(x);
    }
}
