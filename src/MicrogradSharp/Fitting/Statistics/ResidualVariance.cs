namespace MicrogradSharp.Fitting.Statistics;

/// <summary>The factor s² of a covariance s² (JᵀJ)⁻¹.</summary>
internal static class ResidualVariance
{
    /// <summary>Returns 1 if σ is known, and otherwise Σr²/(n − p), or the same for a robust loss; NaN if n = p.</summary>
    public static double Of(ReadOnlySpan<double> residuals, int observations, int parameters, LeastSquaresOptions options)
    {
        if (options.Loss is { } loss) return OfLoss(residuals, observations, parameters, loss);
        if (options.AbsoluteSigmas) return 1;
        int degrees = observations - parameters;
        if (degrees == 0) return double.NaN;
        double sum = 0;
        foreach (double residual in residuals) sum += residual * residual;
        return sum / degrees;
    }

    /// <summary>Σψ²/(n − p) / (mean ψ′)², with ψ = ρ′(r²) r. It needs no σ: outliers do not follow it.</summary>
    private static double OfLoss(ReadOnlySpan<double> residuals, int observations, int parameters, RobustLoss loss)
    {
        if (observations == parameters) return double.NaN;
        double squares = 0, slopes = 0;
        foreach (double residual in residuals)
        {
            double squared = residual * residual, slope = loss.Slope(squared);
            squares += slope * slope * squared;
            slopes += slope + 2 * squared * loss.SecondSlope(squared);
        }
        int withoutWeight = residuals.Length - observations;      // their residuals are 0
        double mean = (slopes - withoutWeight * loss.Slope(0)) / observations;
        return squares / (observations - parameters) / (mean * mean);
    }
}
