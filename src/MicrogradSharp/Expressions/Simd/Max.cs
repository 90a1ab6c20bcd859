using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Max
{
    private protected override void Choose(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> chosen) =>
        TensorPrimitives.Max(left, right, chosen);
}
