using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The natural logarithm of one plus x, y = ln(1 + x).</summary>
    /// <remarks>Exact to rounding near 0, where <c>(1 + x).Log()</c> loses its digits. −1 gives −∞ with slope +∞, a smaller number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log1p() => new(Rule<Log1p>.Shared, this);
}

/// <summary>y = ln(1 + x),  dy/dx = 1/(1 + x)</summary>
public sealed class Log1p : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "log1p";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => StableMath.Log1p(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 1 / (1 + x);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => 1 / (1 + x);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(LogOfOnePlus), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Add(x, 1, slopes);
        TensorPrimitives.Reciprocal(slopes, slopes);
    }

    private readonly struct LogOfOnePlus : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Log1p(x);
    }
}
