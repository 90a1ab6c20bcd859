namespace MicrogradSharp;

public sealed partial class Sub
{
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        RowArithmetic.Subtract(left, right, y);

    protected override void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        leftSlopes.Fill(1);
        rightSlopes.Fill(-1);
    }
}
