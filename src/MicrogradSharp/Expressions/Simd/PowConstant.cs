using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class PowConstant
{
    private bool IsSmallWhole => Math.Abs(Exponent) <= WholePower.Limit && Exponent == Math.Truncate(Exponent);

    protected override void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        if (Exponent == 2) TensorPrimitives.Multiply(x, x, y);
        else if (IsSmallWhole) Rows.Map(new WholePower((int)Exponent, 1), x, y);
        else if (Exponent == 0.5) Rows.Map(default(Root), x, y);
        else base.Evaluate(x, y);
    }

    protected override void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        if (Exponent == 2) TensorPrimitives.Multiply(x, 2, slopes);
        else if (Exponent == 0) slopes.Clear();
        else if (IsSmallWhole) Rows.Map(new WholePower((int)Exponent - 1, Exponent), x, slopes);
        else if (Exponent == 0.5) TensorPrimitives.Divide(0.5, y, slopes);
        else base.Slopes(x, y, slopes);
    }

    private readonly struct Root : Rows.IUnary
    {
        // √ gives NaN for −∞ and −0 for −0; the power gives +∞ and 0
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x) => Vector.ConditionalSelect(
            Vector.Equals(x, new Vector<double>(double.NegativeInfinity)), -x, Vector.SquareRoot(x) + Vector<double>.Zero);
    }
}
