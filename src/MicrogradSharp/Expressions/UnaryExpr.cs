namespace MicrogradSharp;

/// <summary>An operator of one input, y = f(x): give its value and its slope.</summary>
/// <remarks>A slope of exactly 0 passes exactly 0 on, even when the gradient from above is infinite or NaN: the flat side of a ReLU stays silent.</remarks>
/// <example><code>
/// sealed class Softsign : UnaryExpr
/// {
///     public override string Symbol => "softsign";
///     protected override double Evaluate(double x) => x / (1 + Math.Abs(x));
///     protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
/// }
///
/// Node y = Node.From(new Softsign(), x);
/// </code></example>
public abstract class UnaryExpr : Expr
{
    /// <summary>The value, y = f(x).</summary>
    /// <param name="x">The input.</param>
    protected abstract double Evaluate(double x);

    /// <summary>The slope, dy/dx at <paramref name="x"/>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The value at <paramref name="x"/>: many slopes are shorter with it.</param>
    protected abstract double Slope(double x, double y);

    /// <inheritdoc/>
    public sealed override double Forward(Value output) => Evaluate(output.First.Stored);

    /// <inheritdoc/>
    public sealed override void Backward(Value output)
    {
        var x = output.First;
        double slope = Slope(x.Stored, output.Stored);
        if (slope != 0) x.Grad += slope * output.Grad;
    }

    internal sealed override void CheckInputCount(int count) => CheckInputCount(count, 1);
}
