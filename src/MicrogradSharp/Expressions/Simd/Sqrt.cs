using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Sqrt
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Sqrt(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        TensorPrimitives.Divide(0.5, y, slopes);
}
