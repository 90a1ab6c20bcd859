namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Maps a gradient to a light colour on which dark text is readable.</summary>
internal sealed class GradientColor
{
    private static readonly (int Red, int Green, int Blue) s_above = (0x6F, 0xA8, 0xFF), s_below = (0xFF, 0x8F, 0x80);

    private readonly double _largest;

    /// <param name="gradients">The gradients of a graph. The largest one gets the strongest colour.</param>
    public GradientColor(ReadOnlySpan<double> gradients)
    {
        foreach (double gradient in gradients)
        {
            if (double.IsFinite(gradient)) _largest = Math.Max(_largest, Math.Abs(gradient));
        }
    }

    /// <summary>The colour as <c>#rrggbb</c>.</summary>
    public string Of(double gradient)
    {
        if (!double.IsFinite(gradient)) return "#ffd95a";
        // The square root makes small gradients visible; on a linear scale they would look like 0.
        double strength = _largest == 0 ? 0 : Math.Sqrt(Math.Abs(gradient) / _largest);
        var (red, green, blue) = gradient > 0 ? s_above : s_below;
        return $"#{Mix(red, strength):x2}{Mix(green, strength):x2}{Mix(blue, strength):x2}";
    }

    private static int Mix(int component, double strength) => (int)Math.Round(255 + (component - 255) * strength);
}
