using ScottPlot;

namespace Moons;

/// <summary>Draws the loss of each step, on a logarithmic scale: it falls by orders of magnitude.</summary>
internal static class LossPicture
{
    public const int Width = 780;
    public const int Height = 420;

    public static Plot Draw(IReadOnlyList<StepRecord> records)
    {
        var plot = PlotStyle.NewPlot("Loss of each step");
        double[] steps = [.. records.Select(record => (double)record.Step)];
        double[] losses = [.. records.Select(record => Math.Log10(record.Before.Loss))];
        var line = plot.Add.ScatterLine(steps, losses, Color.FromHex(Palette.NegativePoint));
        line.LineWidth = 2.5f;
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = exponent => PlotStyle.Number(Math.Pow(10, exponent)),
        };
        PlotStyle.NameAxes(plot, bottom: "step", left: "hinge loss + L2");
        plot.Axes.Bottom.TickGenerator = PlotStyle.Ticks(mostTicks: 10);
        plot.Axes.Margins(horizontal: 0.02, vertical: 0.08);
        return plot;
    }
}
