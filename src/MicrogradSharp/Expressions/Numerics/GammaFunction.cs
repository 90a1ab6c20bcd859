using static MicrogradSharp.GammaCoefficients;

namespace MicrogradSharp;

/// <summary>The logarithm of the gamma function, and its derivatives.</summary>
/// <remarks>
/// M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, chapter 6. The logarithm: series 6.1.33 about 2, which keeps the
/// digits near the zeros 1 and 2; recurrence 6.1.15; Stirling's series 6.1.41 from 8 on; reflection 6.1.17. Digamma: the Taylor series
/// about its positive zero; recurrence 6.3.5; asymptotic series 6.3.18; reflection 6.3.7. Higher derivatives: 6.4.6, 6.4.11, 6.4.7.
/// </remarks>
internal static class GammaFunction
{
    private const double Whole = 4503599627370496;                  // 2⁵²: every larger number is whole

    /// <summary>ln |Γ(x)|</summary>
    public static double LogGamma(double x)
    {
        if (x < 0) return LogGammaOfNegative(x);
        if (x < 0.5) return LogGammaOfOnePlus(x) - Math.Log(x);
        if (x < 1.5) return LogGammaOfOnePlus(x - 1);
        if (!(x < 8)) return (x - 0.5) * (Math.Log(x) - 1) + StirlingConstant + Polynomial(Stirling, 1 / (x * x)) / x;
        double product = 1;
        while (x > 2.5) product *= x -= 1;
        return LogGammaOfTwoPlus(x - 2) + Math.Log(product);
    }

    /// <summary>ψ(x), the slope of <see cref="LogGamma"/>.</summary>
    public static double Digamma(double x)
    {
        if (x < 0) return IsWhole(x) ? double.NaN : Digamma(1 - x) - Math.PI / TangentOfTurn(x);
        double distance = x - DigammaZero - DigammaZeroRest;
        if (Math.Abs(distance) < 0.25) return distance * Polynomial(NearDigammaZero, distance);
        double sum = 0;
        for (; x < 10; x++) sum += 1 / x;
        double square = 1 / (x * x);
        return Math.Log(x) - 0.5 / x - square * Polynomial(DigammaTail, square) - sum;
    }

    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of <see cref="Digamma"/>, n ≥ 1.</summary>
    public static double Polygamma(int n, double x)
    {
        double sign = n % 2 == 0 ? -1 : 1;
        if (x < 0)
        {
            if (IsWhole(x)) return n % 2 == 0 || double.IsInfinity(x) ? double.NaN : double.PositiveInfinity;
            return -sign * Polygamma(n, 1 - x) - Math.Pow(Math.PI, n + 1) * Polynomial(DerivativeOfCotangent(n), 1 / TangentOfTurn(x));
        }
        double sum = 0, factorial = 1;      // of n − 1
        for (int k = 2; k < n; k++) factorial *= k;
        for (; x < 10 + n; x++) sum += Power(1 / x, n + 1);
        double term = factorial * Power(1 / x, n), tail = term + n * term / (2 * x);
        for (int k = 0; k < Bernoulli.Length; k++)
        {
            term *= (2.0 * k + n) / (2 * k + 1) * (2 * k + n + 1) / (2 * k + 2) / x / x;
            tail += Bernoulli[k] * term;
        }
        return sign * (factorial * n * sum + tail);
    }

    private static double LogGammaOfTwoPlus(double z) => z * Polynomial(NearTwo, z);

    private static double LogGammaOfOnePlus(double z) => LogGammaOfTwoPlus(z) - StableMath.Log1p(z);

    private static double LogGammaOfNegative(double x)
    {
        if (IsWhole(x)) return double.PositiveInfinity;
        if (x > -1e-20) return -Math.Log(-x);       // the product below could underflow
        double sine = Math.Abs(Math.Sin(Math.PI * (x - Math.Round(x))));
        return Math.Log(Math.PI / (-x * sine)) - LogGamma(-x);
    }

    private static bool IsWhole(double x) => x <= -Whole || x == Math.Floor(x);

    /// <summary>tan πx, without the rounding of πx.</summary>
    private static double TangentOfTurn(double x) => Math.Tan(Math.PI * (x - Math.Round(x)));

    private static double Power(double x, int exponent)
    {
        double power = x;
        for (int k = 1; k < exponent; k++) power *= x;
        return power;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[0];       // from 0, the sum would be 0 · x at first: NaN for an infinite x
        foreach (double coefficient in coefficients[1..]) sum = sum * x + coefficient;
        return sum;
    }
}
