using System.Numerics;
using System.Runtime.CompilerServices;
using static MicrogradSharp.ErrorCoefficients;

namespace MicrogradSharp;

/// <summary>The error function, its complement, and the normal distribution.</summary>
/// <remarks>
/// W. J. Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23 (1969), pages 631 to 637:
/// three intervals, relative error below 1e-15 in each.
/// </remarks>
internal static class ErrorFunction
{
    public const double TwoOverSqrtPi = 1.1283791670955126;

    private const double OneOverSqrtTwoPi = 0.3989422804014327;

    /// <summary>2/√π · ∫₀ˣ e^(−t²) dt</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) <= Near) return x * Ratio(SmallNumerator, SmallDenominator, x * x);
        return double.IsNaN(x) ? x : Math.CopySign(1 - ComplementOfPositive(Math.Abs(x)), x);
    }

    /// <summary>1 − erf x, without loss of digits where erf x is close to 1.</summary>
    public static double Erfc(double x)
    {
        if (!(Math.Abs(x) > Near)) return 1 - Erf(x);
        double complement = ComplementOfPositive(Math.Abs(x));
        return x > 0 ? complement : 2 - complement;
    }

    /// <summary>Φ(x), the probability that a standard normal variable is below x.</summary>
    public static double NormalDistribution(double x) => 0.5 * Erfc(-x * OneOverSqrtTwo);

    /// <summary>φ(x), the density of a standard normal variable.</summary>
    public static double NormalDensity(double x) => OneOverSqrtTwoPi * Math.Exp(-0.5 * x * x);

    /// <inheritdoc cref="NormalDensity(double)"/>
    public static Node NormalDensity(Node x) => OneOverSqrtTwoPi * (-0.5 * x.Pow(2)).Exp();

    /// <inheritdoc cref="Erf(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Erf(Vector<double> x)
    {
        var size = Vector.Abs(x);
        var near = x * Ratio(SmallNumerator, SmallDenominator, x * x);
        var far = Vector.CopySign(Vector<double>.One - ComplementOfPositive(size), x);
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(size, new Vector<double>(Near)), near, far);
    }

    /// <inheritdoc cref="Erfc(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Erfc(Vector<double> x)
    {
        var size = Vector.Abs(x);
        var near = Vector<double>.One - x * Ratio(SmallNumerator, SmallDenominator, x * x);
        var complement = ComplementOfPositive(size);
        var far = Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<double>.Zero), complement, new Vector<double>(2) - complement);
        return Vector.ConditionalSelect(Vector.LessThanOrEqual(size, new Vector<double>(Near)), near, far);
    }

    /// <inheritdoc cref="NormalDistribution(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> NormalDistribution(Vector<double> x) => 0.5 * Erfc(-x * OneOverSqrtTwo);

    /// <inheritdoc cref="NormalDensity(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> NormalDensity(Vector<double> x) => OneOverSqrtTwoPi * VectorMath.Exp(-0.5 * x * x);

    private static double ComplementOfPositive(double x)
    {
        if (x > Underflow) return 0;
        double scaled;
        if (x <= 4)
        {
            scaled = Ratio(MiddleNumerator, MiddleDenominator, x);
        }
        else
        {
            double z = 1 / (x * x);
            scaled = (OneOverSqrtPi - z * Ratio(TailNumerator, TailDenominator, z)) / x;
        }

        // e^(−x²) with x² split in two parts, the first one exact: the rounding of x² alone would cost three digits in the tail
        double head = Math.Truncate(x * 16) / 16;
        return Math.Exp(-head * head) * Math.Exp(-(x - head) * (x + head)) * scaled;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ComplementOfPositive(Vector<double> x)
    {
        var scaled = Ratio(MiddleNumerator, MiddleDenominator, x);
        var far = Vector.GreaterThan(x, new Vector<double>(4));
        if (!Vector.EqualsAll(far, Vector<long>.Zero))
        {
            var z = Vector<double>.One / (x * x);
            var tail = (new Vector<double>(OneOverSqrtPi) - z * Ratio(TailNumerator, TailDenominator, z)) / x;
            scaled = Vector.ConditionalSelect(far, tail, scaled);
        }
        var head = Vector.Truncate(x * 16) * 0.0625;
        var complement = VectorMath.Exp(-head * head) * VectorMath.Exp((head - x) * (x + head)) * scaled;
        return Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<double>(Underflow)), Vector<double>.Zero, complement);
    }

    private static double Ratio(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, double x) =>
        Polynomial(numerator, x) / Polynomial(denominator, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Ratio(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, Vector<double> x) =>
        VectorMath.Polynomial(numerator, x) / VectorMath.Polynomial(denominator, x);

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        foreach (double coefficient in coefficients) sum = sum * x + coefficient;
        return sum;
    }
}
