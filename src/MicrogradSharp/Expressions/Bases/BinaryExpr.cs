namespace MicrogradSharp;

/// <summary>An operator of two inputs, y = f(left, right): override its value and its two slopes.</summary>
/// <remarks>Slope times gradient follows IEEE 754 unless <see cref="Expr.ZeroSlopeStopsGradient"/> is overridden.</remarks>
/// <example><code>
/// Node h = Node.From(new Hypotenuse(), a, b);
///
/// sealed class Hypotenuse : BinaryExpr
/// {
///     public override string Symbol => "hypot";
///     protected override double Evaluate(double left, double right) => double.Hypot(left, right);
///     protected override (double Left, double Right) Slopes(double left, double right, double y) => (left / y, right / y);
///     protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y) =>
///         (left / y, right / y);      // only for derivatives of derivatives
/// }
/// </code></example>
public abstract class BinaryExpr : Expr
{
    /// <summary>The value, y = f(left, right).</summary>
    /// <param name="left">The first input.</param>
    /// <param name="right">The second input.</param>
    protected abstract double Evaluate(double left, double right);

    /// <summary>The slopes, ∂y/∂left and ∂y/∂right.</summary>
    /// <param name="left">The first input.</param>
    /// <param name="right">The second input.</param>
    /// <param name="y">The value there; many slopes are shorter with it.</param>
    protected abstract (double Left, double Right) Slopes(double left, double right, double y);

    /// <summary>The slopes as formulas of nodes, for derivatives of derivatives. By default it throws.</summary>
    /// <param name="left">The first input. It may have no data yet: do not read it.</param>
    /// <param name="right">The second input. Do not read it either.</param>
    /// <param name="y">The value there, which is this operator's own output. Do not read it either.</param>
    /// <returns>∂y/∂left and ∂y/∂right, made by operators on <see cref="Node"/>; a leaf made in this call is a constant. They must agree
    /// with <see cref="Slopes(double, double, double)"/>, also at 0, ±∞ and NaN.</returns>
    /// <exception cref="NotSupportedException">The operator does not override this.</exception>
    protected virtual (Node Left, Node Right) Slopes(Node left, Node right, Node y) =>
        throw NoSlopesInNodes("(Node Left, Node Right) Slopes(Node left, Node right, Node y)", "∂y/∂left and ∂y/∂right");

    /// <summary>
    /// The value of every row, y[r] = f(left[r], right[r]). By default a loop over <see cref="Evaluate(double, double)"/>.
    /// </summary>
    /// <param name="left">The first input of every row.</param>
    /// <param name="right">The second input of every row; as long as <paramref name="left"/>.</param>
    /// <param name="y">Receives the values; as long as <paramref name="left"/>, and not cleared.</param>
    /// <remarks>Override it to compute several rows at once. It must agree with the rule for one row, also at 0, ±∞ and NaN.</remarks>
    protected virtual void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y)
    {
        for (int r = 0; r < y.Length; r++) y[r] = Evaluate(left[r], right[r]);
    }

    /// <summary>
    /// The slopes of every row, ∂y/∂left and ∂y/∂right. By default a loop over <see cref="Slopes(double, double, double)"/>.
    /// </summary>
    /// <param name="left">The first input of every row.</param>
    /// <param name="right">The second input of every row; as long as <paramref name="left"/>.</param>
    /// <param name="y">The value of every row; as long as <paramref name="left"/>.</param>
    /// <param name="leftSlopes">Receives ∂y/∂left; as long as <paramref name="left"/>, and not cleared.</param>
    /// <param name="rightSlopes">Receives ∂y/∂right; as long as <paramref name="left"/>, and not cleared.</param>
    /// <remarks>Override it to compute several rows at once. It must agree with the rule for one row, also at 0, ±∞ and NaN.</remarks>
    protected virtual void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        for (int r = 0; r < y.Length; r++) (leftSlopes[r], rightSlopes[r]) = Slopes(left[r], right[r], y[r]);
    }

    /// <summary>
    /// The value and the slopes as text, for <see cref="TapeSource.ToCSharp"/> and <see cref="TapeSource.ToC"/>. By default null: these two
    /// then throw.
    /// </summary>
    public virtual SourceText? Source => null;

    public sealed override SourceText? SourceFor(int inputs) => Source;

    public sealed override double Forward(Value output) => Evaluate(output.First.Stored, output.Second.Stored);

    public sealed override void Backward(Value output)
    {
        var (left, right, gradient) = (output.First, output.Second, output.Grad);
        var (leftSlope, rightSlope) = Slopes(left.Stored, right.Stored, output.Stored);
        if (PassesOn(leftSlope)) left.Grad += leftSlope * gradient;
        if (PassesOn(rightSlope)) right.Grad += rightSlope * gradient;
    }

    public sealed override Node[] SlopesInNodes(Value output)
    {
        var (left, right) = Slopes(new Node(output.First), new Node(output.Second), new Node(output));
        return [left, right];
    }

    /// <summary>The forward pass over rows.</summary>
    /// <param name="left">The first input of every row.</param>
    /// <param name="right">The second input of every row.</param>
    /// <param name="y">Receives the value of every row.</param>
    /// <param name="isUniform">
    /// Whether the numbers belong to no row. One such number is computed alone, but a row never is: its result must not depend on the
    /// number of rows.
    /// </param>
    internal void ForwardRows(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y, bool isUniform)
    {
        if (isUniform && left.Length == 1) y[0] = Evaluate(left[0], right[0]);
        else Evaluate(left, right, y);
    }

    /// <summary>The backward pass over rows: adds to <paramref name="leftGradient"/> and <paramref name="rightGradient"/>.</summary>
    /// <param name="left">The first input of every row.</param>
    /// <param name="right">The second input of every row.</param>
    /// <param name="y">The value of every row.</param>
    /// <param name="gradient">The gradient of every row's value.</param>
    /// <param name="leftGradient">The gradient of every row's first input; empty if not needed.</param>
    /// <param name="rightGradient">
    /// The gradient of every row's second input; empty if not needed. It may be <paramref name="leftGradient"/>.
    /// </param>
    /// <param name="leftSlopes">Scratch, as long as <paramref name="left"/>.</param>
    /// <param name="rightSlopes">Scratch, as long as <paramref name="left"/>.</param>
    /// <param name="isUniform">As in <see cref="ForwardRows"/>.</param>
    internal void BackwardRows(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, ReadOnlySpan<double> gradient,
        Span<double> leftGradient, Span<double> rightGradient, Span<double> leftSlopes, Span<double> rightSlopes, bool isUniform)
    {
        if (isUniform && left.Length == 1)
        {
            if (gradient[0] == 0) return;
            var (leftSlope, rightSlope) = Slopes(left[0], right[0], y[0]);
            if (!leftGradient.IsEmpty && PassesOn(leftSlope)) leftGradient[0] += leftSlope * gradient[0];
            if (!rightGradient.IsEmpty && PassesOn(rightSlope)) rightGradient[0] += rightSlope * gradient[0];
            return;
        }
        Slopes(left, right, y, leftSlopes, rightSlopes);
        AddProducts(leftSlopes, gradient, leftGradient);
        AddProducts(rightSlopes, gradient, rightGradient);
    }

    internal sealed override void CheckInputCount(int count) => CheckInputCount(count, 2);
}
