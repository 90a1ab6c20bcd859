namespace MicrogradSharp.Fitting.Statistics;

/// <summary>Student's t distribution. With infinitely many degrees of freedom it is the normal distribution.</summary>
internal static class StudentT
{
    private static readonly double s_rootTwo = Math.Sqrt(2);

    /// <summary>The probability of more than t.</summary>
    public static double UpperTail(double t, double degrees)
    {
        if (!(degrees > 0) || double.IsNaN(t)) return double.NaN;
        if (t < 0) return 1 - UpperTail(-t, degrees);
        if (double.IsPositiveInfinity(degrees)) return 0.5 * ErrorFunction.Erfc(t / s_rootTwo);
        if (double.IsPositiveInfinity(t)) return 0;
        double sum = degrees + t * t;
        return 0.5 * IncompleteBeta.Regularized(0.5 * degrees, 0.5, degrees / sum, t * t / sum);
    }

    /// <summary>The half-width of the symmetric interval of a probability: the t that is exceeded with half of the rest.</summary>
    /// <param name="level">The probability, at least 0 and below 1.</param>
    /// <param name="degrees">The degrees of freedom; NaN is returned if they are not above 0.</param>
    public static double HalfWidth(double level, double degrees)
    {
        if (!(degrees > 0)) return double.NaN;
        if (level == 0) return 0;
        double tail = 0.5 * (1 - level), low = 0, high = 1;
        while (UpperTail(high, degrees) > tail) (low, high) = (high, 2 * high);
        double t = 0.5 * (low + high);
        for (int k = 0; k < 100; k++)
        {
            double here = UpperTail(t, degrees);
            if (here > tail) low = t;
            else high = t;
            double next = t + (here - tail) / Density(t, degrees);
            if (!(next > low && next < high)) next = 0.5 * (low + high);
            if (Math.Abs(next - t) <= 2e-16 * next) return next;
            t = next;
        }
        return t;
    }

    private static double Density(double t, double degrees)
    {
        if (double.IsPositiveInfinity(degrees)) return Math.Exp(-0.5 * t * t) / Math.Sqrt(2 * Math.PI);
        double half = 0.5 * degrees;
        double scale = StirlingRest.Of(half + 0.5) - StirlingRest.Of(half) + half * StableMath.Log1p(0.5 / half) - 0.5;
        return Math.Exp(scale - (half + 0.5) * StableMath.Log1p(t * t / degrees)) / Math.Sqrt(2 * Math.PI);
    }
}
