namespace MicrogradSharp.Fitting;

/// <summary>
/// A loss ρ(s) of squared residuals s = r² that lets outliers count less: a fit minimises ½ Σ ρ(rᵢ²). Small residuals count as in least
/// squares, because ρ(s) ≈ s for s well below the square of the scale.
/// </summary>
/// <remarks>
/// The scale is the size of residuals at which the loss starts to turn away from squares: in units of the residuals, or of σ where
/// residuals are divided by σ. The definitions are those of SciPy and Ceres; see also B. Triggs, P. McLauchlan, R. Hartley and
/// A. Fitzgibbon, Bundle adjustment: a modern synthesis (2000), sections 3 and 4. Losses do not change, and several threads may use one.
/// </remarks>
public abstract class RobustLoss
{
    private protected RobustLoss(double scale) => Scale = scale;

    /// <summary>The size of residuals at which the loss starts to turn away from squares.</summary>
    public double Scale { get; }

    /// <summary>
    /// Huber's loss: ρ(s) = s for s ≤ c², else 2 c √s − c². Outliers count with their absolute value. Convex.
    /// </summary>
    /// <param name="scale">c.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite and above 0.</exception>
    public static RobustLoss Huber(double scale) => new HuberLoss(Checked(scale));

    /// <summary>The smooth relative of Huber's loss: ρ(s) = 2 c² (√(1 + s/c²) − 1). Convex.</summary>
    /// <param name="scale">c.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite and above 0.</exception>
    public static RobustLoss SoftL1(double scale) => new SoftL1Loss(Checked(scale));

    /// <summary>
    /// Cauchy's loss: ρ(s) = c² log(1 + s/c²). Outliers count little; there may be several minima, so a good start matters.
    /// </summary>
    /// <param name="scale">c.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite and above 0.</exception>
    public static RobustLoss Cauchy(double scale) => new CauchyLoss(Checked(scale));

    /// <summary>
    /// Tukey's biweight: ρ(s) = c²/3 (1 − (1 − s/c²)³) for s ≤ c², else c²/3. Residuals beyond the scale do not count at all; there may
    /// be several minima, so a good start matters.
    /// </summary>
    /// <param name="scale">c.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not finite and above 0.</exception>
    public static RobustLoss Tukey(double scale) => new TukeyLoss(Checked(scale));

    /// <summary>ρ(s).</summary>
    /// <param name="squared">s, the square of a residual.</param>
    public abstract double Value(double squared);

    /// <summary>ρ'(s): the weight of a residual in a step.</summary>
    /// <param name="squared">s, the square of a residual.</param>
    public abstract double Slope(double squared);

    /// <summary>ρ''(s).</summary>
    /// <param name="squared">s, the square of a residual.</param>
    public abstract double SecondSlope(double squared);

    private static double Checked(double scale)
    {
        Guard.FiniteAboveZero(scale);
        return scale;
    }
}
