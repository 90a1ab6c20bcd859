using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Tanh
{
    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y) => Rows.Map(default(HyperbolicTangent), x, y);

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        TensorPrimitives.Multiply(y, y, slopes);
        TensorPrimitives.Subtract(1, slopes, slopes);
    }

    private readonly struct HyperbolicTangent : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => VectorMath.Tanh(x);
    }
}
