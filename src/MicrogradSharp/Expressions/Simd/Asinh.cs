using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Asinh
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(AreaSine), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(InverseHypotenuse), x, slopes);

    private readonly struct AreaSine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var size = Vector.Abs(x);
            var square = size * size;
            var near = VectorMath.Log1p(size + square / (Vector<double>.One + Vector.SquareRoot(Vector<double>.One + square)));
            var far = VectorMath.Log(size) + new Vector<double>(VectorMath.Ln2);
            return Vector.CopySign(Vector.ConditionalSelect(Vector.GreaterThan(size, new Vector<double>(1e9)), far, near), x);
        }
    }

    private readonly struct InverseHypotenuse : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector<double>.One / VectorMath.Hypot(Vector<double>.One, x);
    }
}
