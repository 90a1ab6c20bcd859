using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The soft maximum, y = ln Σ e^xᵢ. Its gradient is the softmax.</summary>
    /// <param name="terms">The terms; none gives −∞, the logarithm of an empty sum.</param>
    /// <remarks>
    /// The largest term is taken out first, so ±800 neither overflows nor vanishes. +∞ gives +∞ and all terms
    /// −∞ give −∞, both with NaN slopes; NaN gives NaN.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A term is <c>default(Node)</c>.</exception>
    public static Node LogSumExp(params ReadOnlySpan<Node> terms) => new(new Value(Rule<LogSumExp>.Shared, terms));
}

/// <summary>y = ln Σ e^xᵢ,  ∂y/∂xᵢ = e^(xᵢ − y), the softmax</summary>
public sealed class LogSumExp : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "logsumexp";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double largest = x.IsEmpty ? double.NegativeInfinity : TensorPrimitives.Max(x);
        if (!double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (double term in x) sum += Math.Exp(term - largest);
        return largest + Math.Log(sum);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        if (x.IsEmpty) return;
        double largest = TensorPrimitives.Max(x), sum = 0;
        for (int i = 0; i < x.Length; i++) sum += slopes[i] = Math.Exp(x[i] - largest);
        TensorPrimitives.Divide(slopes, sum, slopes);   // exp(xᵢ − y) would carry the rounding of y, which is large far out
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        if (x.IsEmpty) return;
        var largest = Node.From(Flat.Held, Node.Max(x));    // what all terms are shifted by has no part in the slopes
        for (int i = 0; i < x.Length; i++) slopes[i] = (x[i] - largest).Exp();
        var sum = Node.Sum(slopes);
        for (int i = 0; i < x.Length; i++) slopes[i] /= sum;
    }

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var largest = rented.AsSpan(0, rows);
        Largest(x, largest);
        y.Clear();
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(SumOfPowers), x.Slice(start, rows), largest, y, y);
        Rows.Map(default(LogOfSum), y, largest, y);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(2 * rows);
        Span<double> largest = rented.AsSpan(0, rows), sum = rented.AsSpan(rows, rows);
        Largest(x, largest);
        sum.Clear();
        for (int start = 0; start < x.Length; start += rows)
        {
            var power = slopes.Slice(start, rows);
            Rows.Map(default(Power), x.Slice(start, rows), largest, power);
            TensorPrimitives.Add(sum, power, sum);
        }
        for (int start = 0; start < x.Length; start += rows)
        {
            var power = slopes.Slice(start, rows);
            TensorPrimitives.Divide(power, sum, power);
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Largest(ReadOnlySpan<double> x, Span<double> largest)
    {
        largest.Fill(double.NegativeInfinity);
        for (int start = 0; start < x.Length; start += largest.Length) TensorPrimitives.Max(largest, x.Slice(start, largest.Length), largest);
    }

    private readonly struct Power : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> term, Vector<double> largest) => VectorMath.Exp(term - largest);
    }

    private readonly struct SumOfPowers : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> term, Vector<double> largest, Vector<double> sum) => sum + VectorMath.Exp(term - largest);
    }

    private readonly struct LogOfSum : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> sum, Vector<double> largest) =>
            Vector.ConditionalSelect(Vector.IsFinite(largest), largest + VectorMath.Log(sum), largest);
    }
}
