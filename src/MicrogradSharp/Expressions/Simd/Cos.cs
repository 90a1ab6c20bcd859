using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Cos
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Trigonometry.Cos(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        Trigonometry.Sin(x, slopes);
        TensorPrimitives.Negate(slopes, slopes);
    }
}
