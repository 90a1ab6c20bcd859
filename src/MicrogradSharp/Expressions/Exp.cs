using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The exponential, y = eˣ.</summary>
    /// <remarks>+∞ gives +∞, −∞ gives 0 with slope 0; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Exp() => new(Rule<Exp>.Shared, this);
}

/// <summary>y = eˣ,  dy/dx = y</summary>
public sealed class Exp : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "exp";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => Math.Exp(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => y;

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => y;

    /// <inheritdoc/>
    public override bool SlopeFollowsFromValue => true;

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Exponential), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => y.CopyTo(slopes);

    private readonly struct Exponential : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Exp(x);
    }
}
