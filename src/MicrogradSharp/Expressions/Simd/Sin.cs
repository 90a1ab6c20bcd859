namespace MicrogradSharp;

public sealed partial class Sin
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Trigonometry.Sin(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => Trigonometry.Cos(x, slopes);
}
