using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Logit
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(LogOfOdds), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(InverseProduct), x, slopes);

    private readonly struct LogOfOdds : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var rest = Vector<double>.One - x;
            var middle = Vector.LessThan(Vector.Abs(x - new Vector<double>(0.5)), new Vector<double>(0.25));
            return Vector.ConditionalSelect(middle, VectorMath.Log1p((x + x - Vector<double>.One) / rest), VectorMath.Log(x / rest));
        }
    }

    private readonly struct InverseProduct : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var product = x * (Vector<double>.One - x);
            return Vector.ConditionalSelect(
                Vector.LessThan(product, Vector<double>.Zero), new Vector<double>(double.NaN), Vector<double>.One / product);
        }
    }
}
