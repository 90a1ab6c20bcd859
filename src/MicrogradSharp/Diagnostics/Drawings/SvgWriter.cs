using System.Globalization;
using System.Text;

namespace MicrogradSharp.Diagnostics.Drawings;

/// <summary>Writes a graph as SVG: a box for each value, with the oval of its operator in front of it.</summary>
internal sealed class SvgWriter
{
    private const double Margin = 20, BoxHeight = 68, NarrowestBox = 112, OvalHeight = 34, Link = 18, HeadLength = 7, Padding = 11;
    private const int LongestName = 20, LongestSymbol = 16;

    private readonly NumberedGraph _graph;
    private readonly double[] _gradients;
    private readonly GradientColor? _color;
    private readonly LayeredLayout _layout;
    private readonly double _boxWidth;
    private readonly StringBuilder _text = new();

    private SvgWriter(NumberedGraph graph, double[] gradients, GradientColor? color)
    {
        _graph = graph;
        _gradients = gradients;
        _color = color;
        _boxWidth = NarrowestBox;
        var sizes = new (double Width, double Height)[graph.Count];
        for (int i = 0; i < sizes.Length; i++) _boxWidth = Math.Max(_boxWidth, TextWidth(i));
        for (int i = 0; i < sizes.Length; i++) sizes[i] = (graph[i].IsLeaf ? _boxWidth : 2 * OvalRadius(i) + Link + _boxWidth, BoxHeight);
        _layout = LayeredLayout.Of([.. Enumerable.Range(0, graph.Count).Select(i => graph.InputsOf(i).ToArray())], sizes);
    }

    /// <summary>A complete SVG file.</summary>
    public static string Document(NumberedGraph graph, DrawingOptions options)
    {
        double[] gradients = graph.Gradients();
        var writer = new SvgWriter(graph, gradients, options.ColorByGradient ? new GradientColor(gradients) : null);
        writer.Begin("xmlns=\"http://www.w3.org/2000/svg\" ");
        writer._text.Append("<style>\n").Append(PageResource.Read("drawing.css")).Append("</style>\n");
        writer._text.Append("<rect class=\"mg-paper\" width=\"100%\" height=\"100%\"/>\n");
        writer.End();
        return writer._text.ToString();
    }

    /// <summary>
    /// An element for a page that contains the style. Nodes and edges have ids: n3 is a node, e3-0 is its first edge.
    /// </summary>
    public static string Element(NumberedGraph graph, double[] gradients)
    {
        var writer = new SvgWriter(graph, gradients, color: null);
        writer.Begin("");
        writer.End();
        return writer._text.ToString();
    }

    private void Begin(string attributes)
    {
        string width = Number(_layout.Width + 2 * Margin), height = Number(_layout.Height + 2 * Margin);
        string size = $"viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"";
        Line($"<svg {attributes}class=\"mg-graph\" role=\"img\" aria-labelledby=\"mg-title\" {size}>");
        string count = _graph.Count == 1 ? "value" : "values", name = ShownText.Markup(_graph.NameOf(_graph.Output));
        Line($"<title id=\"mg-title\">The graph of {name}: {_graph.Count} {count}</title>");
    }

    private void End()
    {
        Line($"<g transform=\"translate({Number(Margin)} {Number(Margin)})\">");
        for (int i = 0; i < _graph.Count; i++)
        {
            for (int place = 0; place < _graph.InputsOf(i).Length; place++) WriteEdge(i, place);
        }
        for (int i = 0; i < _graph.Count; i++) WriteNode(i);
        Line($"</g>");
        Line($"</svg>");
    }

    private void WriteEdge(int node, int place)
    {
        var points = _layout.Path(node, place);
        var box = _layout.Boxes[node];
        double radius = OvalRadius(node), offset = (points[^1].Y - box.CenterY) / (OvalHeight / 2);
        double tip = box.X + radius - radius * Math.Sqrt(Math.Max(0, 1 - offset * offset));
        var path = new StringBuilder($"M{Number(points[0].X)} {Number(points[0].Y)}");
        for (int i = 1; i < points.Length; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            string middle = Number((from.X + to.X) / 2);
            if (i % 2 == 0) path.Append(CultureInfo.InvariantCulture, $"H{Number(to.X)}");
            else
            {
                path.Append(CultureInfo.InvariantCulture, $"C{middle} {Number(from.Y)} {middle} {Number(to.Y)}");
                path.Append(CultureInfo.InvariantCulture, $" {Number(to.X)} {Number(to.Y)}");
            }
        }
        string names = ShownText.Markup($"{_graph.NameOf(_graph.InputsOf(node)[place])} into {_graph.NameOf(node)}");
        string wire = $"<path class=\"mg-wire\" d=\"{path}H{Number(tip - HeadLength)}\"/>";
        string head = $"<path class=\"mg-head\" d=\"M{Number(tip)} {Number(points[^1].Y)}l-{Number(HeadLength)}-3.5v7z\"/>";
        Line($"<g class=\"mg-edge\" id=\"e{node}-{place}\"><title>{names}</title>{wire}{head}</g>");
    }

    private void WriteNode(int node)
    {
        var box = _layout.Boxes[node];
        var value = _graph[node];
        string name = _graph.NameOf(node), data = NumberText.Full(value.Data), gradient = NumberText.Full(_gradients[node]);
        Line($"<g class=\"mg-node\" id=\"n{node}\" transform=\"translate({Number(box.Right - _boxWidth)} {Number(box.Y)})\">");
        Line($"<title>{ShownText.Markup(name)}: data {data}, gradient {gradient}</title>");
        if (value.Rule is { } rule)
        {
            double radius = OvalRadius(node), center = -Link - radius;
            string middle = Number(BoxHeight / 2), baseline = Number(BoxHeight / 2 + 4.5), x = Number(center);
            string size = $"rx=\"{Number(radius)}\" ry=\"{Number(OvalHeight / 2)}\"";
            string oval = $"<ellipse class=\"mg-oval\" cx=\"{x}\" cy=\"{middle}\" {size}/>";
            Line($"{oval}<text class=\"mg-symbol\" x=\"{x}\" y=\"{baseline}\">{ShownText.Markup(Symbol(rule))}</text>");
            Line($"<path class=\"mg-wire\" d=\"M-{Number(Link)} {middle}H0\"/>");
        }
        string fill = _color is null ? "mg-box\"" : $"mg-box mg-filled\" fill=\"{_color.Of(_gradients[node])}\"";
        string tone = _color is null ? "" : " mg-onfill";
        string named = string.IsNullOrWhiteSpace(value.Label) ? "mg-name mg-unnamed" : "mg-name";
        Line($"<rect class=\"{fill} width=\"{Number(_boxWidth)}\" height=\"{Number(BoxHeight)}\" rx=\"7\"/>");
        string shown = ShownText.Markup(ShownText.Shortened(name, LongestName));
        Line($"<text class=\"{named}{tone}\" x=\"{Number(Padding)}\" y=\"19\">{shown}</text>");
        WriteRow("data", value.Data, 40, tone);
        WriteRow("grad", _gradients[node], 58, tone);
        Line($"</g>");
    }

    private void WriteRow(string key, double number, double y, string tone)
    {
        string at = Number(y), right = Number(_boxWidth - Padding);
        string name = $"<text class=\"mg-key{tone}\" x=\"{Number(Padding)}\" y=\"{at}\">{key}</text>";
        Line($"{name}<text class=\"mg-number mg-{key}{tone}\" x=\"{right}\" y=\"{at}\">{NumberText.Brief(number)}</text>");
    }

    // Fonts cannot be measured here: widths are those of wide fonts, because too wide is better than too narrow.

    private double OvalRadius(int node) => _graph[node].Rule is { } rule ? Math.Max(OvalHeight / 2, WidthOf(Symbol(rule), 7.9) / 2 + 8) : 0;

    private double TextWidth(int node)
    {
        double name = WidthOf(ShownText.Shortened(_graph.NameOf(node), LongestName), 8.2);
        int digits = Math.Max(NumberText.Brief(_graph[node].Data).Length, NumberText.Brief(_gradients[node]).Length);
        return 2 * Padding + Math.Max(name, 40 + digits * 7.4);
    }

    private static double WidthOf(string text, double letter)
    {
        double width = 0;
        foreach (char c in text) width += c >= 0x1100 ? 14 : c is 'W' or 'M' or 'm' or 'w' or '@' or '%' ? 1.4 * letter : letter;
        return width;
    }

    private static string Symbol(IBackward rule) => ShownText.Shortened(ShownText.OneLine(rule.Symbol), LongestSymbol);

    private static string Number(double number) => Math.Round(number, 1).ToString(CultureInfo.InvariantCulture);

    private void Line(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
