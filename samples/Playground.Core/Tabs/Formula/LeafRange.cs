namespace Playground.Tabs.Formula;

/// <summary>The range of a leaf's slider.</summary>
public static class LeafRange
{
    private const double Smallest = 5;

    /// <summary>The first of 5, 10, 25, 50, 100, 250, … that holds the number.</summary>
    public static double Of(double data)
    {
        double range = Smallest;
        for (int i = 0; range < Math.Abs(data) && double.IsFinite(range); i++) range *= i % 3 == 1 ? 2.5 : 2;
        return double.IsFinite(range) ? range : double.MaxValue;
    }
}
