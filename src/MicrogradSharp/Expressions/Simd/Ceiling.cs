using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Ceiling
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Ceiling(x, y);
}
