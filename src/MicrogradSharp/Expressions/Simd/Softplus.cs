using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Softplus
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(SoftMaximum), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Map(default(Sigmoid.Logistic), x, slopes);

    private readonly struct SoftMaximum : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.Max(x, Vector<double>.Zero) + VectorMath.Log1p(VectorMath.Exp(-Vector.Abs(x)));
    }
}
