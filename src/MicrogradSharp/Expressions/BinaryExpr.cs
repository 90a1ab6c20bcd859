namespace MicrogradSharp;

/// <summary>An operator of two inputs, y = f(left, right): give its value and its two slopes.</summary>
/// <example><code>
/// sealed class Hypotenuse : BinaryExpr
/// {
///     public override string Symbol => "hypot";
///     protected override double Evaluate(double left, double right) => double.Hypot(left, right);
///     protected override (double Left, double Right) Slopes(double left, double right, double y) => (left / y, right / y);
/// }
///
/// Node c = Node.From(new Hypotenuse(), a, b);
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
    /// <param name="y">The value there: many slopes are shorter with it.</param>
    protected abstract (double Left, double Right) Slopes(double left, double right, double y);

    /// <inheritdoc/>
    public sealed override double Forward(Value output) => Evaluate(output.First.Stored, output.Second.Stored);

    /// <inheritdoc/>
    public sealed override void Backward(Value output)
    {
        var (left, right, gradient) = (output.First, output.Second, output.Grad);
        var (leftSlope, rightSlope) = Slopes(left.Stored, right.Stored, output.Stored);
        left.Grad += leftSlope * gradient;
        right.Grad += rightSlope * gradient;
    }

    internal sealed override void CheckInputCount(int count) => CheckInputCount(count, 2);
}
