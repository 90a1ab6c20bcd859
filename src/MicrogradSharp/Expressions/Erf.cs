using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The error function, y = 2/√π · ∫₀ˣ e^(−t²) dt.</summary>
    /// <remarks>±∞ gives ±1 with slope 0; NaN gives NaN. Method: W. J. Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23 (1969).</remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Erf() => new(Rule<Erf>.Shared, this);
}

/// <summary>y = erf x,  dy/dx = 2/√π · e^(−x²)</summary>
public sealed class Erf : UnaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "erf";

    /// <inheritdoc/>
    protected override double Evaluate(double x) => ErrorFunction.Erf(x);

    /// <inheritdoc/>
    protected override double Slope(double x, double y) => ErrorFunction.TwoOverSqrtPi * Math.Exp(-x * x);

    /// <inheritdoc/>
    protected override Node Slope(Node x, Node y) => ErrorFunction.TwoOverSqrtPi * (-x.Pow(2)).Exp();

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(ErrorFunctionOf), x, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Rows.Map(default(Bell), x, slopes);

    private readonly struct ErrorFunctionOf : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => ErrorFunction.Erf(x);
    }

    private readonly struct Bell : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => ErrorFunction.TwoOverSqrtPi * VectorMath.Exp(-x * x);
    }
}
