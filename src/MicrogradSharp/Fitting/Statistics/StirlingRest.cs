namespace MicrogradSharp.Fitting.Statistics;

/// <summary>What Stirling's formula leaves: Δ(a) = ln Γ(a) − (a − ½) ln a + a − ½ ln 2π.</summary>
/// <remarks>
/// Densities are written with Δ and with the deviance, because ln Γ of a large number has few digits after the point. Loader, Fast and
/// Accurate Computation of Binomial Probabilities (2000).
/// </remarks>
internal static class StirlingRest
{
    private const double HalfLogTwoPi = 0.91893853320467274;
    private const double SeriesFrom = 10;

    /// <summary>Coefficients B₂ₖ/(2k(2k − 1)), from the last to the first.</summary>
    private static ReadOnlySpan<double> Coefficients =>
    [
        43867.0 / 244188, -3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
    ];

    /// <summary>Δ(a), for a above 0.</summary>
    public static double Of(double a)
    {
        if (a < SeriesFrom) return GammaFunction.LogGamma(a) - (a - 0.5) * Math.Log(a) + a - HalfLogTwoPi;
        double sum = 0, square = 1 / (a * a);
        foreach (double coefficient in Coefficients) sum = sum * square + coefficient;
        return sum / a;
    }

    /// <summary>a ln(x/a) + a − x, at most 0, given also the difference x − a: without cancellation near x = a.</summary>
    public static double Deviance(double a, double x, double difference)
    {
        double change = difference / a;
        if (Math.Abs(change) > 0.1) return a * (Math.Log(x / a) - change);
        double sum = 0, power = -change * change;        // ln(1 + u) − u = −u²/2 + u³/3 − …
        for (int k = 2; k < 60; k++, power *= -change)
        {
            double next = sum + power / k;
            if (next == sum) break;
            sum = next;
        }
        return a * sum;
    }
}
