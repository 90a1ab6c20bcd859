namespace Playground.Tabs.Gpt;

/// <summary>The losses as a curve: names differ, so that only a mean of many shows a trend.</summary>
public static class LossCurve
{
    /// <summary>The number of steps of a mean, and the steps between two points.</summary>
    public const int Window = 50, Every = 10;

    /// <summary>The mean of the last losses, at every tenth step and at the last one.</summary>
    public static IReadOnlyList<(double X, double Y)> Of(IReadOnlyList<double> losses)
    {
        var points = new List<(double, double)>();
        for (int steps = Every; steps < losses.Count + Every; steps += Every)
        {
            int end = Math.Min(steps, losses.Count), start = Math.Max(0, end - Window);
            double sum = 0;
            for (int i = start; i < end; i++) sum += losses[i];
            points.Add((end, sum / (end - start)));
        }
        return points;
    }
}
