using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Log2
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log2(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        TensorPrimitives.Divide(InverseLn2, x, slopes);
}
