namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The regularised incomplete beta function Iₓ(a, b).</summary>
/// <remarks>
/// The continued fraction of A. R. DiDonato and A. H. Morris, Significant digit computation of the incomplete beta function ratios (1992),
/// equation 9, by Lentz's method. It is written with 1 − x, which may be small.
/// </remarks>
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

    private static double Lower(double a, double b, double x, double rest)
    {
        double sum = a + b;
        double below = x < rest ? a - sum * x : sum * rest - b;        // the smaller product has the smaller rounding error
        return Prefactor(a, b, x, rest, below) / Fraction(a, b, x, rest, below);
    }

    /// <summary>xᵃ (1 − x)ᵇ / B(a, b)</summary>
    private static double Prefactor(double a, double b, double x, double rest, double below)
    {
        double sum = a + b;
        double deviance = StirlingRest.Deviance(a, x * sum, -below) + StirlingRest.Deviance(b, rest * sum, below);
        double log = deviance + StirlingRest.Of(sum) - StirlingRest.Of(a) - StirlingRest.Of(b);
        return Math.Sqrt(a / sum * b / (2 * Math.PI)) * Math.Exp(log);
    }

    private static double Fraction(double a, double b, double x, double rest, double below)
    {
        double value = Away(a / (a + 1) * (below + 1)), ratio = value, inverse = 0;
        for (int n = 1; n < MaxTerms; n++)
        {
            double odd = a + 2.0 * n - 1, w = n * (b - n) * x;
            double over = (a + n - 1) / odd * ((a + b + n - 1) / odd) * w * x;
            double under = n + w / odd + (a + n) / (a + 2.0 * n + 1) * (below + 1 + n * (1 + rest));
            inverse = 1 / Away(under + over * inverse);
            ratio = Away(under + over / ratio);
            double factor = ratio * inverse;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }
        return value;
    }

    private static double Away(double number) => Math.Abs(number) < Tiny ? Tiny : number;
}
