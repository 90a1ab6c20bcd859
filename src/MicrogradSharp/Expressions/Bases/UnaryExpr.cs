namespace MicrogradSharp;

/// <summary>An operator of one input, y = f(x): override its value and its slope.</summary>
/// <remarks>Slope times gradient follows IEEE 754 unless <see cref="Expr.ZeroSlopeStopsGradient"/> is overridden.</remarks>
/// <example><code>
/// Node y = Node.From(new Softsign(), x);
///
/// sealed class Softsign : UnaryExpr
/// {
///     public override string Symbol => "softsign";
///     protected override double Evaluate(double x) => x / (1 + Math.Abs(x));
///     protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
///     protected override Node Slope(Node x, Node y) => 1 / (1 + x.Abs()).Pow(2);      // only for derivatives of derivatives
/// }
/// </code></example>
public abstract class UnaryExpr : Expr
{
    /// <summary>The value, y = f(x).</summary>
    /// <param name="x">The input.</param>
    protected abstract double Evaluate(double x);

    /// <summary>The slope, dy/dx at <paramref name="x"/>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The value at <paramref name="x"/>; many slopes are shorter with it.</param>
    protected abstract double Slope(double x, double y);

    /// <summary>The slope as a formula of nodes, for derivatives of derivatives. By default it throws.</summary>
    /// <param name="x">The input. It may have no data yet: do not read it.</param>
    /// <param name="y">The value at <paramref name="x"/>, which is this operator's own output. Do not read it either.</param>
    /// <returns>dy/dx, made by operators on <see cref="Node"/>; a leaf made in this call is a constant. It must agree
    /// with <see cref="Slope(double, double)"/>, also at 0, ±∞ and NaN.</returns>
    /// <exception cref="NotSupportedException">The operator does not override this.</exception>
    protected virtual Node Slope(Node x, Node y) => throw NoSlopesInNodes("Node Slope(Node x, Node y)", "dy/dx");

    /// <summary>The value of every row, y[r] = f(x[r]). By default a loop over <see cref="Evaluate(double)"/>.</summary>
    /// <param name="x">The input of every row.</param>
    /// <param name="y">Receives the values; as long as <paramref name="x"/>, and not cleared.</param>
    /// <remarks>Override it to compute several rows at once. It must agree with the rule for one row, also at 0, ±∞ and NaN.</remarks>
    protected virtual void Evaluate(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int r = 0; r < y.Length; r++) y[r] = Evaluate(x[r]);
    }

    /// <summary>The slope of every row, dy/dx at x[r]. By default a loop over <see cref="Slope(double, double)"/>.</summary>
    /// <param name="x">The input of every row.</param>
    /// <param name="y">The value of every row; as long as <paramref name="x"/>.</param>
    /// <param name="slopes">Receives the slopes; as long as <paramref name="x"/>, and not cleared.</param>
    /// <remarks>Override it to compute several rows at once. It must agree with the rule for one row, also at 0, ±∞ and NaN.</remarks>
    protected virtual void Slopes(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> slopes)
    {
        for (int r = 0; r < slopes.Length; r++) slopes[r] = Slope(x[r], y[r]);
    }

    /// <summary>Whether the slope depends on the value only: both slope rules give the same with y in place of x. Default false.</summary>
    /// <remarks>
    /// A tape then keeps only the value, not the input, so that a layer takes half the memory: dy/dx = 1 − y² of tanh needs no x. The
    /// rule for the values of every row may get the same memory for x and y.
    /// </remarks>
    public virtual bool SlopeFollowsFromValue => false;

    /// <summary>
    /// The value and the slope as text, for <see cref="TapeSource.ToCSharp"/> and <see cref="TapeSource.ToC"/>. By default null: these two
    /// then throw.
    /// </summary>
    public virtual SourceText? Source => null;

    public sealed override SourceText? SourceFor(int inputs) => Source;

    public sealed override double Forward(Value output) => Evaluate(output.First.Stored);

    public sealed override void Backward(Value output)
    {
        var x = output.First;
        double slope = Slope(x.Stored, output.Stored);
        if (PassesOn(slope)) x.Grad += slope * output.Grad;
    }

    public sealed override Node[] SlopesInNodes(Value output) => [Slope(new Node(output.First), new Node(output))];

    /// <summary>The forward pass over rows.</summary>
    /// <param name="x">The input of every row.</param>
    /// <param name="y">Receives the value of every row.</param>
    /// <param name="isUniform">
    /// Whether the numbers belong to no row. One such number is computed alone, but a row never is: its result must not depend on the
    /// number of rows.
    /// </param>
    internal void ForwardRows(ReadOnlySpan<double> x, Span<double> y, bool isUniform)
    {
        if (isUniform && x.Length == 1) y[0] = Evaluate(x[0]);
        else Evaluate(x, y);
    }

    /// <summary>The backward pass over rows: adds to <paramref name="xGradient"/>.</summary>
    /// <param name="x">The input of every row.</param>
    /// <param name="y">The value of every row.</param>
    /// <param name="gradient">The gradient of every row's value.</param>
    /// <param name="xGradient">The gradient of every row's input.</param>
    /// <param name="slopes">Scratch, as long as <paramref name="x"/>.</param>
    /// <param name="isUniform">As in <see cref="ForwardRows"/>.</param>
    internal virtual void BackwardRows(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> gradient, Span<double> xGradient, Span<double> slopes,
        bool isUniform)
    {
        if (isUniform && x.Length == 1)
        {
            if (gradient[0] == 0) return;
            double slope = Slope(x[0], y[0]);
            if (PassesOn(slope)) xGradient[0] += slope * gradient[0];
            return;
        }
        Slopes(x, y, slopes);
        AddProducts(slopes, gradient, xGradient);
    }

    /// <summary>The backward pass over rows without the inputs: replaces the gradient of the value by that of the input.</summary>
    internal virtual void BackwardInPlace(ReadOnlySpan<double> y, Span<double> gradient, Span<double> slopes)
    {
        Slopes(y, y, slopes);
        if (ZeroSlopeStopsGradient) ChainRule.TimesWhereSloped(slopes, gradient, gradient);
        else ChainRule.Times(slopes, gradient, gradient);
    }

    internal sealed override void CheckInputCount(int count) => CheckInputCount(count, 1);
}
