using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The absolute value, y = |x|.</summary>
    /// <remarks>The slope at 0 is 0. ±∞ gives +∞ with slope ±1; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Abs() => new(Rule<Abs>.Shared, this);
}

/// <summary>y = |x|,  dy/dx = sign x, 0 at 0</summary>
public sealed class Abs : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "abs";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Abs(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => x > 0 ? 1 : x < 0 ? -1 : x;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => Node.From(Flat.Sign, x);

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Abs(x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(default(Sign), x, slopes);

    private readonly struct Sign : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(
            Vector.GreaterThan(x, Vector<double>.Zero),
            Vector<double>.One,
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<double>.Zero), -Vector<double>.One, x));
    }
}
