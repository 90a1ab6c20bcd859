namespace MicrogradSharp;

internal sealed partial class ChainProduct
{
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y)
    {
        if (_slopeStops) ChainRule.TimesWhereSloped(left, right, y);
        else ChainRule.Times(left, right, y);
    }

    protected override void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        right.CopyTo(leftSlopes);
        left.CopyTo(rightSlopes);
    }
}
