namespace MicrogradSharp;

/// <summary>Functions whose textbook form overflows or cancels.</summary>
internal static class StableMath
{
    /// <summary>eˣ − 1, to a few units in the last place, including near 0.</summary>
    /// <remarks>
    /// W. Kahan's correction, as given in N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 1.14.1.
    /// </remarks>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x);
        if (Math.Abs(x) > 0.5) return power - 1;    // nothing cancels here
        return power == 1 ? x : (power - 1) * x / Math.Log(power);
    }

    /// <summary>ln(1 + x), to a few units in the last place, including near 0.</summary>
    /// <remarks>W. Kahan's correction, see <see cref="Expm1"/>.</remarks>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        if (sum == 1 || double.IsPositiveInfinity(x)) return x;
        return Math.Log(sum) * (x / (sum - 1));      // in this order: the logarithm of 1e306 times 1e306 overflows
    }

    /// <summary>1/(1 + e⁻ˣ), without an exponential that overflows.</summary>
    public static double Logistic(double x)
    {
        double power = Math.Exp(-Math.Abs(x));
        return (x < 0 ? power : 1) / (1 + power);
    }
}
