namespace MicrogradSharp.Fitting;

/// <summary>ρ(s) = 2 c² (√(1 + s/c²) − 1).</summary>
internal sealed class SoftL1Loss(double scale) : RobustLoss(scale)
{
    // (√(1 + z) − 1 = z / (√(1 + z) + 1) does not cancel for small z)
    public override double Value(double squared) => 2 * squared / (Root(squared) + 1);

    public override double Slope(double squared) => 1 / Root(squared);

    public override double SecondSlope(double squared) => -0.5 / Scale / Scale / Math.Pow(Root(squared), 3);

    public override string ToString() => FormattableString.Invariant($"SoftL1({Scale})");

    private double Root(double squared) => Math.Sqrt(1 + squared / Scale / Scale);
}
