using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Log10
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log10(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        TensorPrimitives.Divide(InverseLn10, x, slopes);
}
