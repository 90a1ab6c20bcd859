namespace MicrogradSharp.Fitting;

/// <summary>ρ(s) = s for s ≤ c², else 2 c √s − c².</summary>
internal sealed class HuberLoss(double scale) : RobustLoss(scale)
{
    public override double Value(double squared) =>
        squared <= Scale * Scale ? squared : Scale * (2 * Math.Sqrt(squared) - Scale);

    public override double Slope(double squared) => squared <= Scale * Scale ? 1 : Scale / Math.Sqrt(squared);

    public override double SecondSlope(double squared) =>
        squared <= Scale * Scale ? 0 : -0.5 * Scale / (squared * Math.Sqrt(squared));

    public override string ToString() => FormattableString.Invariant($"Huber({Scale})");
}
