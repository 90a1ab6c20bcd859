using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The angle of the point (x, y) in radians, from −π to π.</summary>
    /// <param name="y">The ordinate: first, as in <see cref="Math.Atan2"/>.</param>
    /// <param name="x">The abscissa.</param>
    /// <remarks>Signed zeros and ±∞ give the values of <see cref="Math.Atan2"/>. At the origin, which has no angle, both slopes are NaN; an infinite
    /// operand gives slopes of 0 or NaN. Beyond 1e154 or within 1e-154 of the origin the square of the distance leaves the range of a double: slopes are 0 or ±∞ there. NaN gives NaN.</remarks>
    /// <exception cref="InvalidOperationException">An operand is <c>default(Node)</c>.</exception>
    public static Node Atan2(Node y, Node x) => new(Rule<Atan2>.Shared, y, x);
}

/// <summary>angle = atan2(y, x),  ∂angle/∂y = x/(x² + y²),  ∂angle/∂x = −y/(x² + y²)</summary>
public sealed class Atan2 : BinaryExpr
{
    /// <inheritdoc/>
    public override string Symbol => "atan2";

    /// <inheritdoc/>
    protected override double Evaluate(double left, double right) => Math.Atan2(left, right);

    /// <inheritdoc/>
    protected override (double Left, double Right) Slopes(double left, double right, double y)
    {
        double square = left * left + right * right;
        return (right / square, -left / square);
    }

    /// <inheritdoc/>
    protected override (Node Left, Node Right) Slopes(Node left, Node right, Node y)
    {
        var square = left.Pow(2) + right.Pow(2);
        return (right / square, -left / square);
    }

    /// <inheritdoc/>
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        Rows.Map(default(Angle), left, right, y);

    /// <inheritdoc/>
    protected override void Slopes(ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
    {
        Rows.Map(default(SquareOfDistance), left, right, rightSlopes);
        TensorPrimitives.Divide(right, rightSlopes, leftSlopes);
        TensorPrimitives.Divide(left, rightSlopes, rightSlopes);
        TensorPrimitives.Negate(rightSlopes, rightSlopes);
    }

    private readonly struct Angle : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> ordinate, Vector<double> abscissa)
        {
            var (height, width) = (Vector.Abs(ordinate), Vector.Abs(abscissa));
            var equal = Vector.ConditionalSelect(Vector.Equals(height, Vector<double>.Zero), Vector<double>.Zero, Vector<double>.One);  // also 0/0 and ∞/∞
            var acute = VectorMath.Atan(Vector.ConditionalSelect(Vector.Equals(height, width), equal, height / width));
            return Vector.CopySign(Vector.ConditionalSelect(Vector.IsNegative(abscissa), new Vector<double>(Math.PI) - acute, acute), ordinate);
        }
    }

    private readonly struct SquareOfDistance : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> left, Vector<double> right) => left * left + right * right;
    }
}
