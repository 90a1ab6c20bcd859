using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

public sealed partial class Atan2
{
    protected override void Evaluate(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> y) =>
        Rows.Map(default(Angle), left, right, y);

    protected override void Slopes(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> y, Span<double> leftSlopes, Span<double> rightSlopes)
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
            // the quotient of two equal numbers, also for 0/0 and ∞/∞
            var equal = Vector.ConditionalSelect(Vector.Equals(height, Vector<double>.Zero), Vector<double>.Zero, Vector<double>.One);
            var acute = VectorMath.Atan(Vector.ConditionalSelect(Vector.Equals(height, width), equal, height / width));
            var obtuse = new Vector<double>(Math.PI) - acute;
            return Vector.CopySign(Vector.ConditionalSelect(Vector.IsNegative(abscissa), obtuse, acute), ordinate);
        }
    }

    private readonly struct SquareOfDistance : Rows.IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> left, Vector<double> right) => left * left + right * right;
    }
}
