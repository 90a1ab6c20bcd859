using System.Numerics;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public abstract partial class ExtremumExpr
{
    protected sealed override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        x[..rows].CopyTo(y);
        for (int start = rows; start < x.Length; start += rows) Choose(y, x.Slice(start, rows), y);
    }

    protected sealed override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes) =>
        Rows.Shares(default(Tie), x, y, slopes);     // 0/0 where y is NaN

    /// <summary>The chosen one of two inputs of every row.</summary>
    private protected abstract void Choose(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> chosen);

    private readonly struct Tie : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> candidate, Vector<double> chosen) =>
            Vector.ConditionalSelect(Vector.Equals(candidate, chosen), Vector<double>.One, Vector<double>.Zero);
    }
}
