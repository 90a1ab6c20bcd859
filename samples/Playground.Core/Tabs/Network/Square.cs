using System.Globalization;

namespace Playground.Tabs.Network;

/// <summary>The part of the plane that is shown: from −reach to reach around the middle.</summary>
/// <param name="X">The x of the middle.</param>
/// <param name="Y">The y of the middle.</param>
/// <param name="Reach">Half of the side.</param>
public readonly record struct Square(double X, double Y, double Reach)
{
    /// <summary>Reads what <see cref="ToString" /> wrote. Returns null if the text is something else, or too far out to train on.</summary>
    public static Square? Parse(string text)
    {
        double[] numbers = [.. text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
        if (numbers.Length != 3) return null;
        return Math.Abs(numbers[0]) <= 10 && Math.Abs(numbers[1]) <= 10 && numbers[2] is >= 0.01 and <= 10
            ? new Square(numbers[0], numbers[1], numbers[2])
            : null;
    }

    /// <summary>Its range in both directions, in a part of a sentence.</summary>
    public string Described => string.Create(
        CultureInfo.InvariantCulture,
        $"x goes from {X - Reach:0.###} to {X + Reach:0.###}, y from {Y - Reach:0.###} to {Y + Reach:0.###}").Replace('-', '\u2212');

    /// <summary>Whether a point lies in it.</summary>
    public bool Holds(double x, double y) => Math.Abs(x - X) <= Reach && Math.Abs(y - Y) <= Reach;

    /// <summary>The points of a grid, from its upper left corner, row after row: x and y of each.</summary>
    /// <param name="side">The number of points on a side.</param>
    public double[] Grid(int side)
    {
        double[] points = new double[2 * side * side];
        for (int i = 0; i < side * side; i++)
        {
            points[2 * i] = X + Reach * (2 * (i % side + 0.5) / side - 1);
            points[2 * i + 1] = Y - Reach * (2 * (i / side + 0.5) / side - 1);
        }
        return points;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X:R},{Y:R},{Reach:R}");
}
