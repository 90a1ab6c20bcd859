using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Hypot
{
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        Rows.Map(default(Hypotenuse), left, right, y);

    protected override void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        TensorPrimitives.Divide(left, y, leftSlopes);
        TensorPrimitives.Divide(right, y, rightSlopes);
    }

    private readonly struct Hypotenuse : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x, Vector<double> y) => VectorMath.Hypot(x, y);
    }
}
