using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Asin
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Arcsine), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(InverseHeight), x, slopes);

    /// <summary>√(1 − x²), without loss of digits near ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Height(Vector<double> x) => Vector.SquareRoot((Vector<double>.One - x) * (Vector<double>.One + x));

    internal readonly struct InverseHeight : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector<double>.One / Height(x);
    }

    private readonly struct Arcsine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Atan(x / Height(x));
    }
}
