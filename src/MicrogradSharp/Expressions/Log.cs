using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The natural logarithm, y = ln x.</summary>
    /// <remarks>0 gives −∞ with slope +∞ (−0 with −∞), a negative number gives NaN; +∞ gives +∞ with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Log() => new(Rule<Log>.Shared, this);
}

/// <summary>y = ln x,  dy/dx = 1/x</summary>
public sealed class Log : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "log";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Log(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => 1 / x;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => 1 / x;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Logarithm), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => TensorPrimitives.Reciprocal(x, slopes);

    private readonly struct Logarithm : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Log(x);
    }
}
