namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The regularised incomplete beta function Iₓ(a, b).</summary>
/// <remarks>NIST Digital Library of Mathematical Functions, 8.17: the continued fraction 8.17.22, by Lentz's method.</remarks>
internal static class IncompleteBeta
{
    private const int MaxTerms = 100_000;
    private const double Tiny = 1e-300;

    /// <summary>Iₓ(a, b), given both x and 1 − x, so that neither loses digits.</summary>
    public static double Regularized(double a, double b, double x, double rest)
    {
        if (double.IsNaN(x) || double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        if (x <= 0) return 0;
        if (rest <= 0) return 1;
        return x * (a + b + 2) < a + 1 ? Lower(a, b, x, rest) : 1 - Lower(b, a, rest, x);
    }

    private static double Lower(double a, double b, double x, double rest) => Prefactor(a, b, x, rest) / Fraction(a, b, x) / a;

    /// <summary>xᵃ (1 − x)ᵇ / B(a, b)</summary>
    private static double Prefactor(double a, double b, double x, double rest)
    {
        double sum = a + b;
        double deviance = StirlingRest.Deviance(a, x * sum) + StirlingRest.Deviance(b, rest * sum);
        double log = deviance + StirlingRest.Of(sum) - StirlingRest.Of(a) - StirlingRest.Of(b);
        return Math.Sqrt(a / sum * b / (2 * Math.PI)) * Math.Exp(log);
    }

    /// <summary>The denominator 1 + d₁/(1 + d₂/(1 + …)).</summary>
    private static double Fraction(double a, double b, double x)
    {
        double value = 1, ratio = 1, inverse = 0;
        for (int k = 1; k < MaxTerms; k++)
        {
            int m = k / 2;
            double term = k % 2 == 0
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            inverse = 1 / Away(1 + term * inverse);
            ratio = Away(1 + term / ratio);
            double factor = ratio * inverse;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }
        return value;
    }

    private static double Away(double number) => Math.Abs(number) < Tiny ? Tiny : number;
}
