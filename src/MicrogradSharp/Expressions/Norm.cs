using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The Euclidean length of a vector, y = √(Σ xᵢ²).</summary>
    /// <param name="components">The components; none gives 0.</param>
    /// <remarks>Components are scaled by the largest, so 1e200 does not overflow. At the zero vector every slope is 0. An infinite component gives +∞ with a NaN slope for itself; NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">A component is <c>default(Node)</c>.</exception>
    public static Node Norm(params ReadOnlySpan<Node> components) => new(new Value(Rule<Norm>.Shared, components));
}

/// <summary>y = √(Σ xᵢ²),  ∂y/∂xᵢ = xᵢ / y, 0 at the zero vector</summary>
public sealed class Norm : NaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "norm";

    /// <inheritdoc/>
    protected override double Evaluate(ReadOnlySpan<double> x)
    {
        double scale = x.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(x));
        if (scale == 0 || !double.IsFinite(scale)) return scale;
        double sum = 0;
        foreach (double component in x) sum += component / scale * (component / scale);
        return scale * Math.Sqrt(sum);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes)
    {
        if (y == 0) slopes.Clear();
        else TensorPrimitives.Divide(x, y, slopes);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)
    {
        var length = Node.Where(Condition.Of(Condition.Equal, y, 0), double.PositiveInfinity, y);     // x / ∞ is 0, and so are its slopes
        for (int i = 0; i < x.Length; i++) slopes[i] = x[i] / length;
    }

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows);
        var scale = rented.AsSpan(0, rows);
        scale.Clear();
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(Larger), scale, x.Slice(start, rows), scale);
        y.Clear();
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(SumOfSquares), x.Slice(start, rows), scale, y, y);
        Rows.Map(default(Length), y, scale, y);
        ArrayPool<double>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        for (int start = 0; start < x.Length; start += rows) Rows.Map(default(Cosine), x.Slice(start, rows), y, slopes.Slice(start, rows));
    }

    private readonly struct Larger : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> scale, Vector<double> component) => Vector.Max(scale, Vector.Abs(component));
    }

    private readonly struct SumOfSquares : Rows.ITernary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> component, Vector<double> scale, Vector<double> sum)
        {
            var scaled = component / scale;
            return sum + scaled * scaled;
        }
    }

    private readonly struct Length : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> sum, Vector<double> scale)
        {
            var plain = Vector.GreaterThan(scale, Vector<double>.Zero) & Vector.LessThan(scale, new Vector<double>(double.PositiveInfinity));
            return Vector.ConditionalSelect(plain, scale * Vector.SquareRoot(sum), scale);
        }
    }

    private readonly struct Cosine : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> component, Vector<double> length) =>
            Vector.ConditionalSelect(Vector.Equals(length, Vector<double>.Zero), Vector<double>.Zero, component / length);
    }
}
