namespace MicrogradSharp.Fitting;

/// <summary>ρ(s) = c²/3 (1 − (1 − s/c²)³) for s ≤ c², else c²/3.</summary>
internal sealed class TukeyLoss(double scale) : RobustLoss(scale)
{
    public override double Value(double squared)
    {
        double z = Math.Min(squared / Scale / Scale, 1);
        return Scale * Scale * z * (1 - z + z * z / 3);     // the cube, multiplied out: nothing cancels for small z
    }

    public override double Slope(double squared)
    {
        double left = Math.Max(1 - squared / Scale / Scale, 0);
        return left * left;
    }

    public override double SecondSlope(double squared) => -2 * Math.Max(1 - squared / Scale / Scale, 0) / Scale / Scale;

    public override string ToString() => FormattableString.Invariant($"Tukey({Scale})");
}
