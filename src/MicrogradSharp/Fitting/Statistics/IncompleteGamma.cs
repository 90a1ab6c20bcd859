namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The regularised incomplete gamma functions.</summary>
/// <remarks>NIST Digital Library of Mathematical Functions, 8.7.1 (series) and 8.9.2 (continued fraction, by Lentz's method).</remarks>
internal static class IncompleteGamma
{
    private const int MaxTerms = 1_000_000;
    private const double Tiny = 1e-300;

    /// <summary>Q(a, x) = Γ(a, x)/Γ(a), for a above 0.</summary>
    public static double Upper(double a, double x)
    {
        if (double.IsNaN(a) || double.IsNaN(x)) return double.NaN;
        if (x <= 0) return 1;
        if (double.IsPositiveInfinity(x)) return 0;
        return x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>P(a, x) for x below a + 1.</summary>
    private static double Series(double a, double x)
    {
        double term = 1, sum = 1;
        for (int k = 1; k < MaxTerms && term > 1e-17 * sum; k++)
        {
            term *= x / (a + k);
            sum += term;
        }
        return Prefactor(a, x) * sum / a;
    }

    private static double Fraction(double a, double x)
    {
        double denominator = x + 1 - a, ratio = 1 / Tiny, inverse = 1 / denominator, value = inverse;
        for (int k = 1; k < MaxTerms; k++)
        {
            double term = k * (a - k);
            denominator += 2;
            inverse = 1 / Away(denominator + term * inverse);
            ratio = Away(denominator + term / ratio);
            double factor = ratio * inverse;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }
        return Prefactor(a, x) * value;
    }

    /// <summary>xᵃ e⁻ˣ / Γ(a)</summary>
    private static double Prefactor(double a, double x) =>
        Math.Sqrt(a / (2 * Math.PI)) * Math.Exp(StirlingRest.Deviance(a, x, x - a) - StirlingRest.Of(a));

    private static double Away(double number) => Math.Abs(number) < Tiny ? Tiny : number;
}
