using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Acosh
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(AreaCosine), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(InverseLeg), x, slopes);

    /// <summary>√(x² − 1), without overflow; NaN below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Leg(Vector<double> x) =>
        Vector.SquareRoot(x - Vector<double>.One) * Vector.SquareRoot(x + Vector<double>.One);

    private readonly struct AreaCosine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var near = VectorMath.Log1p(x - Vector<double>.One + Leg(x));
            var far = VectorMath.Log(x) + new Vector<double>(VectorMath.Ln2);
            return Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<double>(1e9)), far, near);
        }
    }

    private readonly struct InverseLeg : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector<double>.One / Leg(x);
    }
}
