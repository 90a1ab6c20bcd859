using System.Buffers;

namespace MicrogradSharp;

/// <summary>An operator of any number of inputs, y = f(x₀, x₁, …): give its value and its slopes.</summary>
/// <remarks>A slope of exactly 0 passes exactly 0 on, even when the gradient from above is infinite or NaN: an input that was not chosen stays silent.</remarks>
/// <example><code>
/// sealed class SumOfSquares : NaryExpr
/// {
///     public override string Symbol => "sumsq";
///     protected override double Evaluate(ReadOnlySpan&lt;double> x) => TensorPrimitives.SumOfSquares(x);
///     protected override void Slopes(ReadOnlySpan&lt;double> x, double y, Span&lt;double> slopes) => TensorPrimitives.Multiply(x, 2, slopes);
/// }
///
/// Node y = Node.From(new SumOfSquares(), a, b, c);
/// </code></example>
public abstract class NaryExpr : Expr
{
    private const int OnStack = 64;

    /// <summary>The value, y = f(x).</summary>
    /// <param name="x">The inputs.</param>
    protected abstract double Evaluate(ReadOnlySpan<double> x);

    /// <summary>The slopes, ∂y/∂xᵢ for every input.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The value at <paramref name="x"/>: many slopes are shorter with it.</param>
    /// <param name="slopes">Receives a slope for every input; as long as <paramref name="x"/>, and not cleared.</param>
    protected abstract void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes);

    /// <inheritdoc/>
    public override double Forward(Value output)
    {
        var inputs = output.Inputs;
        double[]? rented = null;
        Span<double> x = inputs.Length <= OnStack
            ? stackalloc double[OnStack]
            : rented = ArrayPool<double>.Shared.Rent(inputs.Length);
        x = x[..inputs.Length];
        for (int i = 0; i < inputs.Length; i++) x[i] = inputs[i].Stored;
        double y = Evaluate(x);
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
        return y;
    }

    /// <inheritdoc/>
    public override void Backward(Value output)
    {
        var inputs = output.Inputs;
        double[]? rented = null;
        Span<double> buffer = inputs.Length <= OnStack
            ? stackalloc double[2 * OnStack]
            : rented = ArrayPool<double>.Shared.Rent(2 * inputs.Length);
        var x = buffer[..inputs.Length];
        var slopes = buffer.Slice(inputs.Length, inputs.Length);
        for (int i = 0; i < inputs.Length; i++) x[i] = inputs[i].Stored;
        Slopes(x, output.Stored, slopes);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (slopes[i] != 0) inputs[i].Grad += slopes[i] * output.Grad;
        }
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
    }
}
