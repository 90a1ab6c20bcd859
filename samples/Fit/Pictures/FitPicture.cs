using System.Globalization;
using Formulas;
using MicrogradSharp.Fitting;
using ScottPlot;
using SkiaSharp;

namespace Fit;

/// <summary>Draws the data with the curve and its bands, and the residuals below.</summary>
internal sealed class FitPicture : IDisposable
{
    private const int Width = 780, UpperHeight = 420, LowerHeight = 180, PixelDensity = 2;
    private const int CurvePoints = 301, LongestTitle = 60;
    private const string CurveColor = "#d9650b", PointColor = "#1f5fa8", Ink = "#30363d", Faint = "#d5dae0";

    private static readonly string[] s_fonts =
        ["Inter", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"];

    private readonly CurveFitResult _fit;
    private readonly double[][] _columns;
    private readonly double[] _ys;
    private readonly IReadOnlyList<double>? _sigmas;
    private readonly Plot _upper, _lower;

    /// <param name="fit">The fit.</param>
    /// <param name="title">The title.</param>
    /// <param name="columns">The columns of the formula. If there are several, y is drawn over its fitted value, without a band.</param>
    /// <param name="ys">The measured y.</param>
    /// <param name="sigmas">Their standard deviations, for error bars; null for none.</param>
    public FitPicture(CurveFitResult fit, string title, double[][] columns, double[] ys, IReadOnlyList<double>? sigmas)
    {
        _fit = fit;
        _columns = columns;
        _ys = ys;
        _sigmas = sigmas;
        (_upper, _lower) = (NewPlot(), NewPlot());
        _upper.Title(Text.Shortened(title, LongestTitle), size: 18);
        _upper.Axes.Title.Label.Bold = false;
        _upper.Axes.Title.Label.ForeColor = Color.FromHex(Ink);
    }

    public required double Level { get; init; }

    public required string XName { get; init; }

    public required string YName { get; init; }

    /// <exception cref="UserErrorException">The name ends in neither .png nor .svg.</exception>
    public static void CheckName(string option, string path)
    {
        if (IsSvg(path) || HasExtension(path, ".png")) return;
        throw OptionText.Wrong(option, "a file that ends in .png or .svg", path);
    }

    public void Dispose()
    {
        _upper.Dispose();
        _lower.Dispose();
    }

    /// <summary>Draws into a file.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public void Save(string path)
    {
        double[] xs = _columns.Length == 1 ? _columns[0] : _fit.FittedValues;
        if (_columns.Length == 1) DrawBands(xs);
        DrawCurve(xs);
        DrawPoints(_upper, xs, _ys);
        _upper.YLabel(YName, size: 14);
        _upper.ShowLegend(Alignment.UpperLeft);

        var zero = _lower.Add.HorizontalLine(0, 2, Color.FromHex(CurveColor));
        zero.EnableAutoscale = true;
        DrawPoints(_lower, xs, _fit.Residuals);
        _lower.YLabel("residual", size: 14);
        _lower.XLabel(XName, size: 14);
        foreach (var plot in new[] { _upper, _lower })
        {
            plot.Axes.AutoScale();
            plot.Axes.Left.Label.Bold = false;
            plot.Axes.Bottom.Label.Bold = false;
        }
        _lower.Axes.SetLimitsX(_upper.Axes.GetLimits().Left, _upper.Axes.GetLimits().Right);
        _upper.Layout.Fixed(new PixelPadding(80, 20, 30, 40));       // the same sides, so that the x of both agree
        _lower.Layout.Fixed(new PixelPadding(80, 20, 50, 10));
        UserFile.Write(path, IsSvg(path) ? Svg() : Png());
    }

    private byte[] Svg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width, UpperHeight + LowerHeight), stream)) Render(canvas, 1);
        return stream.ToArray();
    }

    private byte[] Png()
    {
        var size = new SKImageInfo(PixelDensity * Width, PixelDensity * (UpperHeight + LowerHeight));
        using var surface = SKSurface.Create(size);
        Render(surface.Canvas, PixelDensity);
        using var image = surface.Snapshot();
        using var encoded = image.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private void Render(SKCanvas canvas, int density)
    {
        canvas.Scale(density);
        Render(_upper, canvas, top: 0, bottom: UpperHeight);
        Render(_lower, canvas, top: UpperHeight, bottom: UpperHeight + LowerHeight);
    }

    private static void Render(Plot plot, SKCanvas canvas, int top, int bottom)
    {
        plot.RenderInMemory(Width, bottom - top);       // finds the ticks, or they would be drawn twice
        canvas.Save();
        canvas.ClipRect(new SKRect(0, top, Width, bottom));     // a plot clears all that it may draw on
        plot.Render(canvas, new PixelRect(0, Width, bottom, top));
        canvas.Restore();
    }

    private void DrawBands(double[] xs)
    {
        double[] at = Samples(xs);
        string level = Text.Percent(Level);
        if (_sigmas is null) DrawBand(at, 0.12, $"{level} prediction band", x => _fit.PredictionBand(x, Level));
        DrawBand(at, 0.3, $"{level} confidence band", x => _fit.ConfidenceBand(x, Level));
    }

    private void DrawBand(double[] at, double opacity, string name, Func<double, (double Low, double High)> band)
    {
        var ends = Array.ConvertAll(at, x => band(x));
        if (!Array.TrueForAll(ends, end => double.IsFinite(end.Low) && double.IsFinite(end.High))) return;
        var fill = _upper.Add.FillY(at, Array.ConvertAll(ends, end => end.Low), Array.ConvertAll(ends, end => end.High));
        fill.FillColor = Color.FromHex(CurveColor).WithAlpha(opacity);
        fill.LineWidth = 0;
        fill.MarkerSize = 0;
        fill.LegendText = name;
    }

    private void DrawCurve(double[] xs)
    {
        double[] at = Samples(xs), ys = _columns.Length == 1 ? Array.ConvertAll(at, x => _fit.Predict(x)) : at;
        int[] finite = [.. Enumerable.Range(0, at.Length).Where(i => double.IsFinite(ys[i]))];
        var line = _upper.Add.ScatterLine(
            Array.ConvertAll(finite, i => at[i]), Array.ConvertAll(finite, i => ys[i]), Color.FromHex(CurveColor));
        line.LineWidth = 2.5f;
        line.LegendText = _columns.Length == 1 ? "fit" : "measured = fitted";
    }

    private void DrawPoints(Plot plot, double[] xs, double[] ys)
    {
        var color = Color.FromHex(PointColor);
        if (_sigmas is not null)
        {
            var bars = plot.Add.ErrorBar(xs, ys, yErrors: [.. _sigmas]);
            bars.LineColor = color;
            bars.CapSize = 4;
        }
        var markers = plot.Add.Markers(xs, ys, MarkerShape.FilledCircle, 7, color);
        markers.LegendText = plot == _upper ? "data" : "";
    }

    private static double[] Samples(double[] xs)
    {
        double low = xs.Min(), high = xs.Max();
        return [.. Enumerable.Range(0, CurvePoints).Select(k => low + (high - low) * k / (CurvePoints - 1))];
    }

    private static Plot NewPlot()
    {
        var plot = new Plot();
        plot.Font.Set(s_fonts.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains, Fonts.Default));
        plot.Axes.Color(Color.FromHex(Ink));
        plot.Grid.MajorLineColor = Color.FromHex(Faint);
        plot.Axes.Frame(false);
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.85);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.MinorTickStyle.Length = 0;
            axis.MajorTickStyle.Length = 0;
            axis.TickLabelStyle.FontSize = 13;
        }
        return plot;
    }

    private static bool IsSvg(string path) => HasExtension(path, ".svg");

    private static bool HasExtension(string path, string extension) =>
        Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
