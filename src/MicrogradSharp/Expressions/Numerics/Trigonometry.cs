using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>Sine, cosine and tangent of rows.</summary>
/// <remarks>
/// The framework's vector forms switch to another method if one row of a vector is large, which changes the last bit of its
/// neighbours. Here a row's result does not depend on its place. Source: Sun Microsystems, fdlibm, <c>e_rem_pio2.c</c>, <c>k_sin.c</c> and
/// <c>k_cos.c</c>: x less a whole number n of quarter turns, then a polynomial for |x| ≤ π/4. Beyond <see cref="Limit"/>,
/// n · <see cref="First"/> is not exact, and the rule for one row is used.
/// </remarks>
internal static class Trigonometry
{
    /// <summary>The largest |x| of the vector form, about 2²⁰ quarter turns.</summary>
    public const double Limit = 1.6e6;

    // π/2 in two parts of 33 bits, whose products with n are exact, and the rest.
    private const double First = 1.57079632673412561417, Second = 6.07710050630396597660e-11, Rest = 2.02226624879595063154e-21;
    private const double Rounding = 6755399441055744;      // 1.5 · 2⁵²: adding it rounds to a whole number and leaves that in the low bits

    // Highest power first.
    private static ReadOnlySpan<double> SineCoefficients =>
    [
        1.58969099521155010221e-10, -2.50507602534068634195e-08, 2.75573137070700676789e-06,
        -1.98412698298579493134e-04, 8.33333333332248946124e-03, -1.66666666666666324348e-01, 1,
    ];

    private static ReadOnlySpan<double> CosineCoefficients =>
    [
        -1.13596475577881948265e-11, 2.08757232129817482790e-09, -2.75573143513906633035e-07,
        2.48015872894767294178e-05, -1.38888888888741095749e-03, 4.16666666666666019037e-02, -0.5, 1,
    ];

    /// <summary>y[r] = sin x[r]</summary>
    public static void Sin(ReadOnlySpan<double> x, Span<double> y)
    {
        Rows.Map(default(Sine), x, y);
        ReplaceFar(x, y, Math.Sin);
    }

    /// <summary>y[r] = cos x[r]</summary>
    public static void Cos(ReadOnlySpan<double> x, Span<double> y)
    {
        Rows.Map(default(Cosine), x, y);
        ReplaceFar(x, y, Math.Cos);
    }

    /// <summary>y[r] = tan x[r]</summary>
    public static void Tan(ReadOnlySpan<double> x, Span<double> y)
    {
        Rows.Map(default(Tangent), x, y);
        ReplaceFar(x, y, Math.Tan);
    }

    /// <summary>Applies the rule for one row to the rows that the vector form left as NaN.</summary>
    private static void ReplaceFar(ReadOnlySpan<double> x, Span<double> y, Func<double, double> rule)
    {
        if (!TensorPrimitives.IsNaNAny<double>(y)) return;
        for (int r = 0; r < y.Length; r++)
        {
            if (double.IsNaN(y[r])) y[r] = rule(x[r]);
        }
    }

    /// <summary>Sine and cosine of x less n quarter turns, where |x| ≤ <see cref="Limit"/>; NaN elsewhere.</summary>
    /// <param name="x">The angles.</param>
    /// <param name="turns">n in the lowest bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<double> Sine, Vector<double> Cosine) OfRest(Vector<double> x, out Vector<long> turns)
    {
        x = Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), new Vector<double>(Limit)), x, new Vector<double>(double.NaN));
        var shifted = x * (2 / Math.PI) + new Vector<double>(Rounding);
        turns = Vector.AsVectorInt64(shifted);
        var n = shifted - new Vector<double>(Rounding);

        // Near a multiple of π/2 nearly all of x cancels, but exactly: operands so close to each other have an exact difference.
        var angle = x - n * First - n * Second - n * Rest;
        var square = angle * angle;
        var sine = angle * VectorMath.Polynomial(SineCoefficients, square);
        var cosine = VectorMath.Polynomial(CosineCoefficients, square);
        return (sine, cosine);
    }

    /// <summary>±sine or ±cosine: the lowest bit of <paramref name="turns"/> selects which, the next bit the sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Pick(Vector<double> sine, Vector<double> cosine, Vector<long> turns)
    {
        var isEven = Vector.Equals(turns & Vector<long>.One, Vector<long>.Zero);
        var sign = Vector.ShiftLeft(turns, 62) & new Vector<long>(long.MinValue);
        return Vector.AsVectorDouble(Vector.AsVectorInt64(Vector.ConditionalSelect(isEven, sine, cosine)) ^ sign);
    }

    private readonly struct Sine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var (sine, cosine) = OfRest(x, out var turns);
            return Pick(sine, cosine, turns);
        }
    }

    private readonly struct Cosine : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var (sine, cosine) = OfRest(x, out var turns);
            return Pick(sine, cosine, turns + Vector<long>.One);
        }
    }

    private readonly struct Tangent : Rows.IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<double> Of(Vector<double> x)
        {
            var (sine, cosine) = OfRest(x, out var turns);
            var isEven = Vector.Equals(turns & Vector<long>.One, Vector<long>.Zero);
            return Vector.ConditionalSelect(isEven, sine, -cosine) / Vector.ConditionalSelect(isEven, cosine, sine);
        }
    }
}
