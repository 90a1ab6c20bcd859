using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Min
{
    private protected override void Choose(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> chosen) =>
        TensorPrimitives.Min(left, right, chosen);
}
