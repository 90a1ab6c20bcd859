using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>An operator that picks one of its inputs: y = xᵢ for the chosen i, ∂y/∂xᵢ = 1/k for each of the k inputs equal to y, 0 for the others.</summary>
/// <remarks>A tie of two shares ½ and ½. A NaN is passed on, and then every slope is NaN.</remarks>
public abstract class ExtremumExpr : NaryExpr
{
    private protected ExtremumExpr()
    {
    }

    /// <inheritdoc/>
    public sealed override bool ZeroSlopeStopsGradient => true;

    /// <inheritdoc/>
    protected sealed override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        int ties = 0;
        foreach (double candidate in x)
        {
            if (candidate == y) ties++;
        }
        double share = ties == 0 ? double.NaN : 1.0 / ties;
        for (int i = 0; i < x.Length; i++) slopes[i] = ties == 0 || x[i] == y ? share : 0;
    }

    /// <inheritdoc/>
    protected sealed override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        for (int i = 0; i < x.Length; i++) slopes[i] = Condition.Of(Condition.Equal, x[i], y);
        var ties = Node.Sum(slopes);
        for (int i = 0; i < x.Length; i++) slopes[i] /= ties;   // 0/0 where y is NaN
    }

    /// <inheritdoc/>
    protected sealed override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var ties = rented.AsSpan(0, rows);
        ties.Clear();
        for (int start = 0; start < x.Length; start += rows)
        {
            var tie = slopes.Slice(start, rows);
            Rows.Map(default(Tie), x.Slice(start, rows), y, tie);
            TensorPrimitives.Add(ties, tie, ties);
        }
        for (int start = 0; start < x.Length; start += rows)
        {
            var tie = slopes.Slice(start, rows);
            TensorPrimitives.Divide(tie, ties, tie);    // 0/0 where y is NaN
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    private readonly struct Tie : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> candidate, Vector<double> chosen) =>
            Vector.ConditionalSelect(Vector.Equals(candidate, chosen), Vector<double>.One, Vector<double>.Zero);
    }

    internal sealed override void CheckInputCount(int count) => CheckNotEmpty(count);
}
