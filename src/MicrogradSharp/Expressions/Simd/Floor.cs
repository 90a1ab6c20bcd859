using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Floor
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Floor(x, y);
}
