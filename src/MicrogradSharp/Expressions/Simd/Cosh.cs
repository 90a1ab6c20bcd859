using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Cosh
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(HyperbolicCosine), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Sinh.HyperbolicSine), x, slopes);

    internal readonly struct HyperbolicCosine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var root = VectorMath.Exp(0.5 * Vector.Abs(x));     // e^|x| overflows before cosh x does
            return 0.5 * root * root + new Vector<double>(0.5) / root / root;
        }
    }
}
