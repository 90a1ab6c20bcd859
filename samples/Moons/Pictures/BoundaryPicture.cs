using MicrogradSharp.Datasets;
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

    public static Plot Draw(MLP model, Dataset points, double accuracy)
    {
        var window = ScoreGrid.WindowAround(points);
        var plot = PictureStyle.NewPlot($"Decision boundary, accuracy {Text.Percent(accuracy)}");
        plot.DataBackground.Color = Color.FromHex(PictureStyle.NegativeRegion);
        plot.HideGrid();
        plot.Add.Plottable(new RegionPlottable(Outline.Of(ScoreGrid.Of(model, Widened(window), Columns, Rows))));
        AddPoints(plot, points, label: -1, PictureStyle.NegativePoint);
        AddPoints(plot, points, label: 1, PictureStyle.PositivePoint);
        PictureStyle.NameAxes(plot, bottom: "x0", left: "x1");
        plot.Axes.Bottom.TickGenerator = PictureStyle.Ticks(mostTicks: 9);
        plot.Axes.Left.TickGenerator = PictureStyle.Ticks(mostTicks: 5);
        plot.ShowLegend(Alignment.UpperLeft);
        plot.Axes.SetLimits(window.Left, window.Right, window.Bottom, window.Top);
        return plot;
    }

    /// <summary>A little more on each side, so that outlines along the edge stay out of sight.</summary>
    private static CoordinateRect Widened(CoordinateRect window)
    {
        double dx = 0.02 * window.Width, dy = 0.02 * window.Height;
        return new CoordinateRect(window.Left - dx, window.Right + dx, window.Bottom - dy, window.Top + dy);
    }

    private static void AddPoints(Plot plot, Dataset points, int label, string color)
    {
        var places = new List<Coordinates>();
        for (int i = 0; i < points.RowCount; i++)
        {
            if ((int)points[i, 2] == label) places.Add(new Coordinates(points[i, 0], points[i, 1]));
        }
        if (places.Count == 0) return;
        int size = points.RowCount <= ManyRows ? 10 : 7;
        var markers = plot.Add.Markers(places, MarkerShape.FilledCircle, size, Color.FromHex(color));
        markers.MarkerStyle.OutlineColor = Colors.White;
        markers.MarkerStyle.OutlineWidth = 1.5f;
        markers.LegendText = $"label {label}";
    }
}
