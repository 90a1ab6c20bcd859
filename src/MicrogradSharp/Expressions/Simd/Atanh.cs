using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Atanh
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(AreaTangent), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(InverseSquare), x, slopes);

    private readonly struct AreaTangent : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var size = Vector.Abs(x);
            return Vector.CopySign(0.5 * VectorMath.Log1p(2 * size / (Vector<double>.One - size)), x);
        }
    }

    private readonly struct InverseSquare : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector<double>.One / ((Vector<double>.One - x) * (Vector<double>.One + x));
    }
}
