using System.Numerics.Tensors;

namespace MicrogradSharp;

public sealed partial class Abs
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Abs(x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Sign.SignOf), x, slopes);
}
