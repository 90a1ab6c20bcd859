using Playground.Charts;

namespace Playground.Tabs.Fit;

/// <summary>What the charts of a fit draw.</summary>
public static class FitCurves
{
    private const double MostRoom = 1;      // around the measurements, in their range: a band may be infinite, and a curve have a pole

    /// <summary>The measurements, the curve, and its bands; of several columns the fitted values instead of a curve.</summary>
    public static IReadOnlyList<Series> Curves(FitWork work)
    {
        double lowest = work.Ys.Min(), highest = work.Ys.Max(), room = MostRoom * (highest - lowest);
        var measured = new Series("measured", Tone.Blue, [.. work.Xs.Zip(work.Ys)]) { IsDots = true };
        if (work.Curve.Count == 0)
        {
            return [measured, new Series("fitted", Tone.Orange, [.. work.Xs.Zip(work.Fit!.FittedValues)]) { IsDots = true }];
        }
        var curve = new Series("curve, 95 %", Tone.Orange, [.. work.Curve.Select(at => (at.X, Visible(at.Y)))])
        {
            Band = [.. work.Curve.Select(at => Within(at.X, at.Curve))],
        };
        var news = new Series("a new measurement, 95 %", Tone.Ink, [])
        {
            Band = [.. work.Curve.Where(at => at.New is not null).Select(at => Within(at.X, at.New!.Value))],
        };
        return news.Band.Count > 0 ? [news, curve, measured] : [curve, measured];

        double Visible(double y) => y >= lowest - room && y <= highest + room ? y : double.NaN;

        (double, double, double) Within(double x, (double Low, double High) band) =>
            (x, Math.Clamp(band.Low, lowest - room, highest + room), Math.Clamp(band.High, lowest - room, highest + room));
    }

    /// <summary>What each measurement has above the curve.</summary>
    public static IReadOnlyList<Series> Residuals(FitWork work) =>
    [
        new Series("the curve", Tone.Orange, [(work.Xs.Min(), 0), (work.Xs.Max(), 0)]),
        new Series("measured − curve", Tone.Blue, [.. work.Xs.Zip(work.Fit!.Residuals)]) { IsDots = true },
    ];
}
