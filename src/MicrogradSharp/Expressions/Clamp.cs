using System.Globalization;

namespace MicrogradSharp;

public readonly partial struct Node
{
    /// <summary>The number of an interval that is nearest to x: y = min for x &lt; min, max for x &gt; max, otherwise x.</summary>
    /// <param name="min">The lower bound, a number that has no gradient; −∞ for none.</param>
    /// <param name="max">The upper bound, a number that has no gradient; +∞ for none.</param>
    /// <remarks>
    /// The slope at a bound is 1. Outside it is 0 and stops every gradient. ±∞ gives a bound; NaN gives NaN with slope 0, as in PyTorch.
    /// </remarks>
    /// <exception cref="ArgumentException">A bound is NaN, or <paramref name="min"/> is above <paramref name="max"/>.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(Node)</c>.</exception>
    public Node Clamp(double min, double max) => new(new Clamp(min, max), this);
}

/// <summary>y = min for x &lt; min, max for x &gt; max, x otherwise,  dy/dx = 1 from min to max, 0 outside</summary>
public sealed partial class Clamp : UnaryExpr
{
    internal Clamp(double min, double max)
    {
        if (double.IsNaN(min)) throw new ArgumentException("min must be a number, but was NaN.", nameof(min));
        if (double.IsNaN(max)) throw new ArgumentException("max must be a number, but was NaN.", nameof(max));
        if (min > max)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"min must be at most max, which is {max}, but was {min}.");
            throw new ArgumentException(message, nameof(min));
        }
        (Min, Max) = (min, max);
    }

    /// <summary>The lower bound.</summary>
    public double Min { get; }

    /// <summary>The upper bound.</summary>
    public double Max { get; }

    /// <summary>The name and the bounds, such as <c>clamp(-1, 1)</c>.</summary>
    public override string Symbol => string.Create(CultureInfo.InvariantCulture, $"clamp({Min}, {Max})");

    public override SourceText Source =>
        new(FormattableString.Invariant($"x < {Min} ? {Min} : x > {Max} ? {Max} : x"), "x == y ? 1 : 0");

    public override bool ZeroSlopeStopsGradient => true;

    /// <summary>Whether both clamp to the same bounds: a tape computes equal nodes once. −0 differs from 0.</summary>
    /// <param name="obj">The other rule.</param>
    public override bool Equals(object? obj) => obj is Clamp other && SameBits(other.Min, Min) && SameBits(other.Max, Max);

    public override int GetHashCode() => HashCode.Combine(Min, Max);

    protected override double Evaluate(double x) => x < Min ? Min : x > Max ? Max : x;

    protected override double Slope(double x, double y) => x == y ? 1 : 0;

    protected override Node Slope(Node x, Node y) => Condition.Of(Condition.Equal, x, y);

    private static bool SameBits(double left, double right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
}
