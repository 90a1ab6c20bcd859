using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Exp
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(Exponential), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes) => y.CopyTo(slopes);

    private readonly struct Exponential : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Exp(x);
    }
}
