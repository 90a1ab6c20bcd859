using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Div
{
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        TensorPrimitives.Divide(left, right, y);

    protected override void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        TensorPrimitives.Reciprocal(right, leftSlopes);
        TensorPrimitives.Negate(y, rightSlopes);
        TensorPrimitives.Divide(rightSlopes, right, rightSlopes);
    }
}
