using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class SvgWriterTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void It_has_a_box_for_each_value_an_oval_for_each_operation_and_a_line_for_each_edge()
    {
        RandomGraph.Gen.Sample(random =>
        {
            var graph = new Graph(random.Build(RandomGraph.MakeLeaves(random.Leaves)));
            var svg = XDocument.Parse(graph.ToSvg()).Root!;
            OfClass(svg, "mg-node").Should().HaveCount(graph.Count);
            OfClass(svg, "mg-oval").Should().HaveCount(graph.Values.Count(value => !value.IsLeaf));
            OfClass(svg, "mg-edge").Should().HaveCount(graph.Values.Sum(value => value.Inputs.Length));
        }, iter: 20);
    }

    [Fact]
    public void Both_edges_of_a_square_are_seen()
    {
        Node x = 3.0;
        var edges = OfClass(XDocument.Parse(new Graph(x * x).ToSvg()).Root!, "mg-edge")
            .Select(edge => edge.Elements().First(part => part.Name.LocalName == "path").Attribute("d")!.Value);
        edges.Should().HaveCount(2).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Boxes_are_as_wide_as_the_longest_name_needs_whichever_value_has_it()
    {
        const string Long = "a name of 20 letters";
        (string First, string Second, string Output)[] names = [(Long, "b", "y"), ("a", Long, "y"), ("a", "b", Long)];
        double[] widths = [.. names.Select(name => WidthOf(name.First, name.Second, name.Output))];
        widths.Should().OnlyContain(width => width == widths[0]);
        widths[0].Should().BeGreaterThan(WidthOf("a", "b", "y"));

        static double WidthOf(string first, string second, string output)
        {
            var y = new Node(1.0, first) + new Node(2.0, second);
            y.Value.Label = output;
            var boxes = OfClass(XDocument.Parse(new Graph(y).ToSvg()).Root!, "mg-box").Select(box => Number(box, "width")).Distinct();
            return boxes.Should().ContainSingle("all boxes are of one width").Which;
        }
    }

    [Fact]
    public void Every_arrow_ends_on_the_oval_of_its_operator()
    {
        Node a = 1.0, b = 2.0, c = 3.0;
        var svg = XDocument.Parse(new Graph(Node.Sum(a, b, a * c, c.Tanh()) * a).ToSvg()).Root!;
        var nodes = OfClass(svg, "mg-node").ToDictionary(node => node.Attribute("id")!.Value[1..]);
        var edges = OfClass(svg, "mg-edge").ToArray();
        edges.Should().HaveCount(9);
        foreach (var edge in edges)
        {
            var node = nodes[edge.Attribute("id")!.Value[1..].Split('-')[0]];
            double[] corner = Numbers(node.Attribute("transform")!.Value);
            double[] tip = Numbers(OfClass(edge, "mg-head").Single().Attribute("d")!.Value);
            var oval = OfClass(node, "mg-oval").Single();
            double x = (tip[0] - corner[0] - Number(oval, "cx")) / Number(oval, "rx");
            double y = (tip[1] - corner[1] - Number(oval, "cy")) / Number(oval, "ry");
            (x * x + y * y).Should().BeApproximately(1, 0.03, "numbers are written with one decimal");
            x.Should().BeNegative("arrows come from the left");
        }
    }

    [Fact]
    public void Every_label_and_symbol_is_text()
    {
        foreach (string label in Labels.Awkward)
        {
            var svg = XDocument.Parse(Labels.Draw(label).ToSvg()).Root!;
            svg.Descendants().Select(element => element.Name.LocalName).Distinct()
                .Should().BeSubsetOf(["title", "style", "rect", "g", "path", "text", "ellipse"]);
            OfClass(svg, "mg-name").Should().HaveCount(3);
            XDocument.Parse(new Graph(Node.From(new AwkwardSymbol(label), 1.0)).ToSvg());
        }
        OfClass(XDocument.Parse(Labels.Draw("<a&'b'> \"c\"").ToSvg()).Root!, "mg-name").First().Value.Should().Be(
            "<a&'b'> \"c\"#0", "two values have the label");
        OfClass(XDocument.Parse(Labels.Draw(new string('x', 300)).ToSvg()).Root!, "mg-name").First().Value.Should().Be(
            new string('x', 19) + "…");
    }

    [Fact]
    public void Titles_name_every_value_with_all_digits()
    {
        var svg = XDocument.Parse(LectureNeuron.Graph().ToSvg()).Root!;
        svg.Element(s_svg + "title")!.Value.Should().Be("The graph of o: 10 values");
        OfClass(svg, "mg-node").Select(node => node.Element(s_svg + "title")!.Value)
            .Should().Contain("b: data 6.881373587019543, gradient 0").And.Contain(title => title.StartsWith("v5: data -6"));
    }

    [Fact]
    public void Nothing_is_fetched_and_there_are_dark_colours()
    {
        string svg = LectureNeuron.Graph().ToSvg();
        svg.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal)
            .Should().NotContain("http").And.NotContain("url(").And.NotContain("@import");
        svg.Should().Contain("prefers-color-scheme: dark");
    }

    [Fact]
    public void Colours_follow_the_gradient_where_asked()
    {
        Labels.Draw("x").ToSvg(new DrawingOptions { ColorByGradient = true }).Should().Contain("fill=\"#6fa8ff\"");
        Labels.Draw("x").ToSvg().Should().NotContain("fill=\"#");
    }

    [Fact]
    public void The_same_graph_gives_the_same_picture() => LectureNeuron.Graph().ToSvg().Should().Be(LectureNeuron.Graph().ToSvg());

    [Fact]
    public void Above_500_values_it_offers_dot()
    {
        Node y = 1.0;
        while (new Graph(y).Count < 500) y = y.Tanh();
        new Graph(y).ToSvg().Should().StartWith("<svg");
        var larger = new Graph(y.Tanh());
        larger.Invoking(graph => graph.ToSvg()).Should().Throw<InvalidOperationException>()
            .WithMessage(
                "ToSvg draws a graph of at most 500 values, but this one has 501. "
                + "Use ToDot and Graphviz for larger graphs, or draw a part: new Graph(node).");
        larger.Invoking(graph => graph.ToHtml()).Should().Throw<InvalidOperationException>().WithMessage("ToHtml*501*ToDot*");
    }

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) =>
        [.. Regex.Matches(text, @"-?\d+(\.\d+)?").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    private static IEnumerable<XElement> OfClass(XElement root, string name) =>
        root.Descendants().Where(element => element.Attribute("class")?.Value.Split(' ').Contains(name) == true);
}
