using MicrogradSharp.Nn;
using ScottPlot;

namespace Moons;

/// <summary>Draws what the model has learnt: its two regions, the boundary between them, and the points.</summary>
internal static class BoundaryPicture
{
    public const int Width = 780;
    public const int Height = 500;

    private const int Columns = 240;
    private const int Rows = 160;
    private const int ManyRows = 200;       // more than these would hide each other

    public static Plot Draw(MLP model, LabelledPoints points, double accuracy)
    {
        var window = Window.Around(points);
        var plot = PlotStyle.NewPlot($"Decision boundary, accuracy {StepText.Percent(accuracy)}");
        plot.DataBackground.Color = Color.FromHex(Palette.NegativeRegion);
        plot.HideGrid();
        plot.Add.Plottable(new RegionPlottable(Outline.Of(ScoreGrid.Of(model, window.Widened(0.02), Columns, Rows))));
        AddPoints(plot, points, label: -1, Palette.NegativePoint);
        AddPoints(plot, points, label: 1, Palette.PositivePoint);
        PlotStyle.NameAxes(plot, bottom: "x0", left: "x1");
        plot.Axes.Bottom.TickGenerator = PlotStyle.Ticks(mostTicks: 9);
        plot.Axes.Left.TickGenerator = PlotStyle.Ticks(mostTicks: 5);
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.SetLimits(window.Left, window.Right, window.Bottom, window.Top);
        return plot;
    }

    private static void AddPoints(Plot plot, LabelledPoints points, int label, string color)
    {
        var places = new List<Coordinates>();
        for (int i = 0; i < points.Count; i++)
        {
            if ((int)points.Labels[i] == label) places.Add(new Coordinates(points.X0[i], points.X1[i]));
        }
        if (places.Count == 0) return;
        var markers = plot.Add.Markers(places, MarkerShape.FilledCircle, size: points.Count <= ManyRows ? 10 : 7, color: Color.FromHex(color));
        markers.MarkerStyle.OutlineColor = Colors.White;
        markers.MarkerStyle.OutlineWidth = 1.5f;
        markers.LegendText = $"label {label}";
    }
}
