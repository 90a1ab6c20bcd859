namespace MicrogradSharp;

public sealed partial class Mul
{
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        RowArithmetic.Multiply(left, right, y);

    protected override void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        right.CopyTo(leftSlopes);
        left.CopyTo(rightSlopes);
    }
}
