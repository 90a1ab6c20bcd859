namespace MicrogradSharp.Fitting;

/// <summary>ρ(s) = c² log(1 + s/c²).</summary>
internal sealed class CauchyLoss(double scale) : RobustLoss(scale)
{
    public override double Value(double squared) => Scale * Scale * StableMath.Log1p(squared / Scale / Scale);

    public override double Slope(double squared) => 1 / (1 + squared / Scale / Scale);

    public override double SecondSlope(double squared) => -Slope(squared) * Slope(squared) / Scale / Scale;

    public override string ToString() => FormattableString.Invariant($"Cauchy({Scale})");
}
