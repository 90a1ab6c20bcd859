using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Tan
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Trigonometry.Tan(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Multiply(y, y, slopes);
        TensorPrimitives.Add(slopes, 1, slopes);
    }
}
