using System.Globalization;
using System.Text;

namespace MicrogradSharp.Fitting.Drawings;

/// <summary>Draws a fitted curve with its data and band, and the residuals below.</summary>
internal sealed class FitSvg
{
    private const int Width = 720, Height = 560, Left = 80, Right = 700, Top = 30, Middle = 380, Lower = 420, Bottom = 520;
    private const int CurvePoints = 201;
    private const string Ink = "#333", Faint = "#ddd", Points = "#1f5fa8", Curve = "#c0392b";

    private readonly StringBuilder _svg = new();
    private readonly CurveFitResult _fit;
    private readonly double[] _ys, _xs, _residuals;
    private readonly Axis _x;
    private readonly string _band;

    private FitSvg(CurveFitResult fit, double level)
    {
        _fit = fit;
        _ys = fit.Function.Data.Ys;
        _residuals = fit.Residuals;
        IsCurve = fit.Function.Model.Columns == 1;
        _xs = IsCurve ? fit.Function.Data.Rows : fit.FittedValues;
        _x = new Axis(_xs, Left, Right);
        _band = string.Create(CultureInfo.InvariantCulture, $"{100 * level:0.##} % confidence band");
    }

    /// <summary>Whether the model has one column. Otherwise y is drawn over its fitted value.</summary>
    private bool IsCurve { get; }

    public static string Write(CurveFitResult fit, double level)
    {
        var drawing = new FitSvg(fit, level);
        double[] xs = [.. drawing._x.Samples(CurvePoints)];
        drawing.Draw(xs, drawing.IsCurve ? Array.ConvertAll(xs, x => fit.ConfidenceBand(x, level)) : []);
        return drawing._svg.ToString();
    }

    private void Draw(double[] xs, (double Low, double High)[] band)
    {
        double[] curve = IsCurve ? Array.ConvertAll(xs, x => _fit.Predict(x)) : xs;
        bool hasBand = band.Length > 0 && Array.TrueForAll(band, at => double.IsFinite(at.Low) && double.IsFinite(at.High));
        var y = new Axis([.. _ys, .. curve, .. hasBand ? band.SelectMany(at => new[] { at.Low, at.High }) : []], Middle, Top);
        var residual = new Axis([0, .. _residuals, .. _residuals.Select(number => -number)], Bottom, Lower);
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        Add($"<title>{ShownText.Markup(Title())}</title>\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>\n");
        DrawFrame(y, Top, Middle, IsCurve ? "y" : "measured");
        DrawFrame(residual, Lower, Bottom, "residual");
        if (hasBand)
        {
            var low = xs.Zip(band, (x, at) => (x, at.Low));
            var high = xs.Zip(band, (x, at) => (x, at.High)).Reverse();
            Add($"<polygon points=\"{Path(low.Concat(high), y)}\" fill=\"{Curve}\" fill-opacity=\"0.15\">");
            Add($"<title>{_band}</title></polygon>\n");
        }
        Add($"<polyline points=\"{Path(xs.Zip(curve), y)}\" fill=\"none\" stroke=\"{Curve}\" stroke-width=\"2\"/>\n");
        DrawPoints(_ys, y);
        string zero = residual.Place(0);
        Add($"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{zero}\" y2=\"{zero}\" stroke=\"{Curve}\"/>\n");
        DrawPoints(_residuals, residual);
        _svg.Append("</svg>\n");
    }

    private void DrawFrame(Axis y, int top, int bottom, string name)
    {
        foreach (double tick in _x.Ticks())
        {
            string at = _x.Place(tick);
            Add($"<line x1=\"{at}\" x2=\"{at}\" y1=\"{top}\" y2=\"{bottom}\" stroke=\"{Faint}\"/>\n");
            if (bottom != Bottom) continue;
            Add($"<text x=\"{at}\" y=\"{bottom + 18}\" text-anchor=\"middle\" fill=\"{Ink}\">{Label(tick)}</text>\n");
        }
        foreach (double tick in y.Ticks())
        {
            string at = y.Place(tick);
            Add($"<line x1=\"{Left}\" x2=\"{Right}\" y1=\"{at}\" y2=\"{at}\" stroke=\"{Faint}\"/>\n");
            Add($"<text x=\"{Left - 8}\" y=\"{at}\" dy=\"4\" text-anchor=\"end\" fill=\"{Ink}\">{Label(tick)}</text>\n");
        }
        Add($"<rect x=\"{Left}\" y=\"{top}\" width=\"{Right - Left}\" height=\"{bottom - top}\" fill=\"none\" stroke=\"{Ink}\"/>\n");
        Add($"<text x=\"{Left}\" y=\"{top - 8}\" fill=\"{Ink}\">{name}</text>\n");
        if (bottom == Bottom)
        {
            Add($"<text x=\"{Right}\" y=\"{bottom + 34}\" text-anchor=\"end\" fill=\"{Ink}\">{(IsCurve ? "x" : "fitted")}</text>\n");
        }
    }

    private void DrawPoints(double[] numbers, Axis y)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            Add($"<circle cx=\"{_x.Place(_xs[i])}\" cy=\"{y.Place(numbers[i])}\" r=\"3\" fill=\"{Points}\"/>\n");
        }
    }

    private string Path(IEnumerable<(double X, double Y)> points, Axis y) =>
        string.Join(' ', points.Where(point => double.IsFinite(point.Y)).Select(point => $"{_x.Place(point.X)},{y.Place(point.Y)}"));

    private string Title() => string.Join(", ", _fit.Parameters);

    private void Add(FormattableString text) => _svg.Append(FormattableString.Invariant(text));

    private static string Label(double tick) => NumberText.Brief(tick);
}
