using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Negate
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Negate(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => slopes.Fill(-1);
}
