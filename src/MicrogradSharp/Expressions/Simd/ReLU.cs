using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class ReLU
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => ChainRule.WherePositive(x, x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Step), x, slopes);

    // ReLU is the most frequent activation: these two skip the array of slopes.

    internal override void BackwardRows(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> gradient, Span<double> xGradient, Span<double> slopes,
        bool isUniform) =>
        ChainRule.AddWherePositive(x, gradient, xGradient);

    internal override void BackwardInPlace(ReadOnlySpan<double> y, Span<double> gradient, Span<double> slopes) =>
        ChainRule.WherePositive(y, gradient, gradient);

    private readonly struct Step : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) =>
            Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<double>.Zero), Vector<double>.Zero, Vector<double>.One);
    }
}
