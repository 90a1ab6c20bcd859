using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Sinh
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(HyperbolicSine), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Cosh.HyperbolicCosine), x, slopes);

    internal readonly struct HyperbolicSine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var size = Vector.Abs(x);
            var less = VectorMath.Expm1(size);      // e^|x| − 1
            var near = 0.5 * (less + less / (less + Vector<double>.One));
            var root = VectorMath.Exp(0.5 * size);      // e^|x| overflows before sinh x does
            var far = 0.5 * root * root;
            return Vector.CopySign(Vector.ConditionalSelect(Vector.GreaterThan(size, new Vector<double>(20)), far, near), x);
        }
    }
}
