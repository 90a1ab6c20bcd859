using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Where
{
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y) =>
        Rows.Map(default(Choice), x[..rows], x.Slice(rows, rows), x[(2 * rows)..], y);

    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        slopes[..rows].Clear();
        var taken = slopes.Slice(rows, rows);
        Rows.Map(default(Step), x[..rows], taken);
        TensorPrimitives.Subtract(1, taken, slopes[(2 * rows)..]);
    }

    private readonly struct Choice : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> condition, Vector<double> whenPositive, Vector<double> otherwise) =>
            Vector.ConditionalSelect(Vector.GreaterThan(condition, Vector<double>.Zero), whenPositive, otherwise);
    }

    private readonly struct Step : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> condition) =>
            Vector.ConditionalSelect(Vector.GreaterThan(condition, Vector<double>.Zero), Vector<double>.One, Vector<double>.Zero);
    }
}
