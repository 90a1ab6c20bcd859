namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The χ² distribution.</summary>
internal static class ChiSquared
{
    /// <summary>The probability of more than x.</summary>
    public static double UpperTail(double x, double degrees) => degrees > 0 ? IncompleteGamma.Upper(0.5 * degrees, 0.5 * x) : double.NaN;
}
