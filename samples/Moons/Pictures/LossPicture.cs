using ScottPlot;
using ScottPlot.Plottables;

namespace Moons;

/// <summary>Draws the loss of each step or epoch, on a logarithmic scale: it falls by orders of magnitude.</summary>
internal static class LossPicture
{
    public const int Width = 780;
    public const int Height = 420;

    public static Plot Draw(LossCurves curves)
    {
        var plot = PlotStyle.NewPlot($"Loss of each {curves.Unit}");
        var training = AddCurve(plot, curves.Training, Palette.NegativePoint);
        if (curves.Validation.Count > 0)
        {
            training.LegendText = "training";
            AddCurve(plot, curves.Validation, Palette.PositivePoint).LegendText = "validation";
            plot.ShowLegend(Alignment.UpperRight);
        }
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = ShowsPowersOfTen(curves),
            LabelFormatter = exponent => PlotStyle.Number(Math.Pow(10, exponent)),
        };
        PlotStyle.NameAxes(plot, bottom: curves.Unit, left: "hinge loss + L2");
        plot.Axes.Bottom.TickGenerator = PlotStyle.Ticks(mostTicks: 10);
        plot.Axes.Margins(horizontal: 0.02, vertical: 0.08);
        return plot;
    }

    /// <summary>Whether a whole power of ten lies among the losses, to read them by.</summary>
    private static bool ShowsPowersOfTen(LossCurves curves)
    {
        double[] exponents = [.. curves.Training.Concat(curves.Validation).Select(at => Math.Log10(at.Loss))];
        return Math.Floor(exponents.Max()) >= Math.Ceiling(exponents.Min());
    }

    private static Scatter AddCurve(Plot plot, IReadOnlyList<(int Number, double Loss)> losses, string color)
    {
        double[] numbers = [.. losses.Select(at => (double)at.Number)], exponents = [.. losses.Select(at => Math.Log10(at.Loss))];
        var line = plot.Add.ScatterLine(numbers, exponents, Color.FromHex(color));
        line.LineWidth = 2.5f;
        return line;
    }
}
