using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Cbrt
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(CubeRoot), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(InverseOfThreeSquares), y, slopes);

    private readonly struct CubeRoot : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var size = Vector.Abs(x);
            var root = VectorMath.Exp(VectorMath.Log(size) / 3);
            root -= (root - size / (root * root)) / 3;      // Newton's step for the digits that the logarithm loses
            var plain = Vector.GreaterThan(size, Vector<double>.Zero) & Vector.LessThan(size, new Vector<double>(double.PositiveInfinity));
            return Vector.CopySign(Vector.ConditionalSelect(plain, root, size), x);
        }
    }

    private readonly struct InverseOfThreeSquares : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> y) => Vector<double>.One / (3 * y * y);
    }
}
