using System.Globalization;
using ScottPlot;
using SkiaSharp;

namespace Moons;

/// <summary>The look that all pictures share: blue for the label -1, orange for 1, soft for regions and strong for points.</summary>
internal static class PictureStyle
{
    public const string NegativeRegion = "#dbe9f6";
    public const string PositiveRegion = "#fde5cf";

    // The same in the terminal, where most have 256 colours and the soft ones above would turn grey.
    public const string NegativeTerminal = "#afd7ff";
    public const string PositiveTerminal = "#ffd7af";

    public const string NegativePoint = "#1f5fa8";
    public const string PositivePoint = "#d9650b";

    public const string Ink = "#30363d";

    private const string Faint = "#d5dae0";

    private static readonly string[] s_fonts =
        ["Inter", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans", "Noto Sans"];

    public static Plot NewPlot(string title)
    {
        var plot = new Plot();
        plot.Font.Set(s_fonts.FirstOrDefault(SKFontManager.Default.FontFamilies.Contains, Fonts.Default));
        var ink = Color.FromHex(Ink);
        plot.Axes.Color(ink);
        plot.Axes.Title.Label.ForeColor = ink;
        plot.Axes.Frame(false);
        plot.Grid.MajorLineColor = Color.FromHex(Faint);
        plot.Legend.OutlineColor = Colors.Transparent;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.85);
        plot.Legend.FontColor = ink;
        plot.Title(title, size: 18);
        plot.Axes.Title.Label.Bold = false;
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.MinorTickStyle.Length = 0;
            axis.MajorTickStyle.Length = 0;
            axis.TickLabelStyle.FontSize = 13;
        }
        return plot;
    }

    /// <summary>Names the axes, in the weight of text.</summary>
    public static void NameAxes(Plot plot, string bottom, string left)
    {
        plot.XLabel(bottom, size: 14);
        plot.YLabel(left, size: 14);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
    }

    public static ITickGenerator Ticks(int mostTicks) =>
        new ScottPlot.TickGenerators.NumericAutomatic { TargetTickCount = mostTicks, LabelFormatter = Number };

    public static string Number(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
