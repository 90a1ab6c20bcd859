namespace MicrogradSharp;

/// <summary>An operator of one input and one constant number. Override its value and its slope.</summary>
/// <remarks>
/// Two rules are equal if their types and their constants are: a tape computes equal nodes once, also if each node has a rule object
/// of its own. A rule with more constants overrides <see cref="Equals(object)"/> and <see cref="GetHashCode"/>.
/// </remarks>
/// <example><code>
/// Node y = Node.From(new Wave(3), x);
///
/// sealed class Wave(double frequency) : UnaryExprWithConstant(frequency)
/// {
///     public override string Symbol => FormattableString.Invariant($"wave({Constant})");
///     protected override double Evaluate(double x) => Math.Sin(Constant * x);
///     protected override double Slope(double x, double y) => Constant * Math.Cos(Constant * x);
///     protected override Node Slope(Node x, Node y) => Constant * (Constant * x).Cos();      // only for derivatives of derivatives
/// }
/// </code></example>
public abstract class UnaryExprWithConstant : UnaryExpr
{
    /// <summary>Makes a rule.</summary>
    /// <param name="constant">The constant.</param>
    protected UnaryExprWithConstant(double constant) => Constant = constant;

    /// <summary>The constant.</summary>
    protected double Constant { get; }

    /// <summary>Whether both are rules of the same type with the same constant. NaN equals NaN, and −0 differs from 0.</summary>
    /// <param name="obj">The other rule.</param>
    public override bool Equals(object? obj) =>
        obj is UnaryExprWithConstant other && other.GetType() == GetType() && other.Constant.Equals(Constant)
        && double.IsNegative(other.Constant) == double.IsNegative(Constant);

    public override int GetHashCode() => HashCode.Combine(GetType(), Constant);
}
