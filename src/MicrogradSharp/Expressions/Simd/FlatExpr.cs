namespace MicrogradSharp;

public abstract partial class FlatExpr
{
    protected sealed override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => slopes.Clear();
}
