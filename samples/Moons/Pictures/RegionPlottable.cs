using ScottPlot;
using SkiaSharp;

namespace Moons;

/// <summary>Fills closed lines and draws their edge as one vector path, holes included.</summary>
/// <remarks>A heatmap would be a bitmap inside the SVG.</remarks>
internal sealed class RegionPlottable : IPlottable
{
    private readonly IReadOnlyList<IReadOnlyList<(double X, double Y)>> _loops;

    public RegionPlottable(IReadOnlyList<IReadOnlyList<(double X, double Y)>> loops) => _loops = loops;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp)
    {
        using var path = new SKPath { FillType = SKPathFillType.EvenOdd };
        foreach (var loop in _loops) path.AddPoly([.. loop.Select(Pixel)]);
        using var fill = new SKPaint { Color = SKColor.Parse(PictureStyle.PositiveRegion), IsAntialias = true };
        using var edge = new SKPaint { Color = SKColor.Parse(PictureStyle.Ink), IsAntialias = true, IsStroke = true, StrokeWidth = 2 };
        rp.Canvas.DrawPath(path, fill);
        rp.Canvas.DrawPath(path, edge);
    }

    private SKPoint Pixel((double X, double Y) place)
    {
        var pixel = Axes.GetPixel(new Coordinates(place.X, place.Y));
        return new SKPoint(pixel.X, pixel.Y);
    }
}
