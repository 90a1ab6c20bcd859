using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Round
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Round(x, y);
}
