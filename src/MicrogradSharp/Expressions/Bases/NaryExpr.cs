using System.Buffers;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>An operator of any number of inputs, y = f(x₀, x₁, …): override its value and its slopes.</summary>
/// <remarks>Slope times gradient follows IEEE 754 unless <see cref="Expr.ZeroSlopeStopsGradient"/> is overridden.</remarks>
/// <example><code>
/// Node y = Node.From(new SumOfSquares(), a, b, c);
///
/// sealed class SumOfSquares : NaryExpr
/// {
///     public override string Symbol => "sumsq";
///     protected override double Evaluate(ReadOnlySpan&lt;double> x) => TensorPrimitives.SumOfSquares(x);
///     protected override void Slopes(ReadOnlySpan&lt;double> x, double y, Span&lt;double> slopes) =>
///         TensorPrimitives.Multiply(x, 2, slopes);
///     protected override void Slopes(ReadOnlySpan&lt;Node> x, Node y, Span&lt;Node> slopes)      // only for derivatives of derivatives
///     {
///         for (int i = 0; i &lt; x.Length; i++) slopes[i] = 2 * x[i];
///     }
/// }
/// </code></example>
public abstract class NaryExpr : Expr
{
    private const int OnStack = 64;

    /// <summary>The value, y = f(x).</summary>
    /// <param name="x">The inputs.</param>
    protected abstract double Evaluate(ReadOnlySpan<double> x);

    /// <summary>The slopes, ∂y/∂xᵢ for every input.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The value at <paramref name="x"/>; many slopes are shorter with it.</param>
    /// <param name="slopes">Receives a slope for every input; as long as <paramref name="x"/>, and not cleared.</param>
    protected abstract void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes);

    /// <summary>The slopes as formulas of nodes, for derivatives of derivatives. By default it throws.</summary>
    /// <param name="x">The inputs. They may have no data yet: do not read it.</param>
    /// <param name="y">The value at <paramref name="x"/>, which is this operator's own output. Do not read it either.</param>
    /// <param name="slopes">
    /// Receives ∂y/∂xᵢ for every input, made by operators on <see cref="Node"/>; a leaf made in this call is a constant. They must agree
    /// with <see cref="Slopes(ReadOnlySpan{double}, double, Span{double})"/>, also at 0, ±∞ and NaN.
    /// </param>
    /// <exception cref="NotSupportedException">The operator does not override this.</exception>
    protected virtual void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) =>
        throw NoSlopesInNodes("void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)", "∂y/∂xᵢ for every input in slopes");

    /// <summary>The value of every row. By default a loop over <see cref="Evaluate(ReadOnlySpan{double})"/>.</summary>
    /// <param name="x">The inputs of every row, input after input: input i of row r is <c>x[i * rows + r]</c>.</param>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="y">Receives the values, <paramref name="rows"/> of them; not cleared.</param>
    /// <remarks>Override it to compute several rows at once. It must agree with the rule for one row, also at 0, ±∞ and NaN.</remarks>
    protected virtual void Evaluate(ReadOnlySpan<double> x, int rows, Span<double> y)
    {
        int count = x.Length / rows;
        double[]? rented = null;
        Span<double> row = count <= OnStack ? stackalloc double[OnStack] : rented = ArrayPool<double>.Shared.Rent(count);
        row = row[..count];
        for (int r = 0; r < rows; r++)
        {
            for (int i = 0; i < count; i++) row[i] = x[i * rows + r];
            y[r] = Evaluate(row);
        }
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
    }

    /// <summary>
    /// The slopes of every row, ∂y/∂xᵢ. By default a loop over <see cref="Slopes(ReadOnlySpan{double}, double, Span{double})"/>.
    /// </summary>
    /// <param name="x">The inputs of every row, input after input: input i of row r is <c>x[i * rows + r]</c>.</param>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="y">The value of every row, <paramref name="rows"/> of them.</param>
    /// <param name="slopes">Receives the slopes, laid out as <paramref name="x"/>; not cleared.</param>
    /// <remarks>Override it to compute several rows at once. It must agree with the rule for one row, also at 0, ±∞ and NaN.</remarks>
    protected virtual void Slopes(ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, Span<double> slopes)
    {
        int count = x.Length / rows;
        double[]? rented = null;
        Span<double> buffer = count <= OnStack ? stackalloc double[2 * OnStack] : rented = ArrayPool<double>.Shared.Rent(2 * count);
        var row = buffer[..count];
        var rowSlopes = buffer.Slice(count, count);
        for (int r = 0; r < rows; r++)
        {
            for (int i = 0; i < count; i++) row[i] = x[i * rows + r];
            Slopes(row, y[r], rowSlopes);
            for (int i = 0; i < count; i++) slopes[i * rows + r] = rowSlopes[i];
        }
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
    }

    [SkipLocalsInit]    // clearing the buffer would take longer than many rules
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

    [SkipLocalsInit]
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
            if (PassesOn(slopes[i])) inputs[i].Grad += slopes[i] * output.Grad;
        }
        if (rented is not null) ArrayPool<double>.Shared.Return(rented);
    }

    public sealed override Node[] SlopesInNodes(Value output)
    {
        var inputs = output.Inputs;
        var x = new Node[inputs.Length];
        for (int i = 0; i < x.Length; i++) x[i] = new Node(inputs[i]);
        var slopes = new Node[x.Length];
        Slopes(x, new Node(output), slopes);
        return slopes;
    }

    /// <summary>The forward pass over rows.</summary>
    /// <param name="x">The inputs of every row, input after input.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="y">Receives the value of every row.</param>
    /// <param name="isUniform">
    /// Whether the numbers belong to no row. One such number is computed alone, but a row never is: its result must not depend on the
    /// number of rows.
    /// </param>
    internal void ForwardRows(ReadOnlySpan<double> x, int rows, Span<double> y, bool isUniform)
    {
        if (isUniform && rows == 1) y[0] = Evaluate(x);
        else Evaluate(x, rows, y);
    }

    /// <summary>The backward pass over rows: adds to <paramref name="xGradients"/>.</summary>
    /// <param name="x">The inputs of every row, input after input.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="y">The value of every row.</param>
    /// <param name="gradient">The gradient of every row's value.</param>
    /// <param name="xGradients">The gradients of the inputs, laid out as <paramref name="x"/>.</param>
    /// <param name="slopes">Scratch, as long as <paramref name="x"/>.</param>
    /// <param name="isUniform">As in <see cref="ForwardRows"/>.</param>
    internal void BackwardRows(
        ReadOnlySpan<double> x, int rows, ReadOnlySpan<double> y, ReadOnlySpan<double> gradient,
        Span<double> xGradients, Span<double> slopes, bool isUniform)
    {
        if (isUniform && rows == 1)
        {
            Slopes(x, y[0], slopes);
            if (ZeroSlopeStopsGradient) ChainRule.AddWhereSloped(slopes, gradient[0], xGradients);
            else ChainRule.Add(slopes, gradient[0], xGradients);
            return;
        }
        Slopes(x, rows, y, slopes);
        for (int start = 0; start < x.Length; start += rows)
        {
            AddProducts(slopes.Slice(start, rows), gradient, xGradients.Slice(start, rows));
        }
    }
}
