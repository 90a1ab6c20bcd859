using System.Globalization;
using System.Text.RegularExpressions;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed partial class DotWriterTests
{
    [Fact]
    public void A_box_for_each_value_and_an_oval_for_each_operation_as_micrograd_draws_them()
    {
        Node a = new(2.0, "a"), b = new(3.1, "b");
        var y = (a * b).ReLU();
        y.Label = "y";
        y.Backward();
        new Graph(y).ToDot().Should().Be("""
            digraph {
              graph [rankdir=LR];
              node [fontname="Helvetica,Arial,sans-serif", fontsize=11];
              node [shape=record];
              n0 [label="{a|data 2|grad 3.1}", tooltip="data 2, grad 3.1"];
              n1 [label="{b|data 3.1|grad 2}", tooltip="data 3.1, grad 2"];
              n2 [label="{|data 6.2|grad 1}", tooltip="data 6.2, grad 1"];
              n3 [label="{y|data 6.2|grad 1}", tooltip="data 6.2, grad 1"];
              node [shape=oval, style=solid, fontcolor=black];
              o2 [label="*"];
              n0 -> o2;
              n1 -> o2;
              o2 -> n2;
              o3 [label="relu"];
              n2 -> o3;
              o3 -> n3;
            }

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("\"]; evil [x=\"", "\\\"];\\ evil\\ [x=\\\"")]
    [InlineData("{a|b}", "\\{a\\|b\\}")]
    [InlineData("<p>", "\\<p\\>")]
    [InlineData("a\\", "a\\\\")]
    [InlineData("\\\"", "\\\\\\\"")]
    [InlineData("\\N", "\\\\N")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("a\r\nb", "a\\nb")]
    [InlineData("a\tb", "a\\ b")]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("λ重", "λ重")]
    public void Labels_are_escaped_for_fields_of_records(string label, string escaped)
    {
        DotWriter.RecordField(label).Should().Be(escaped);
        Labels.Draw(label).ToDot().Should().Contain($"label=\"{{{escaped}|data 1.5|grad 2}}\"");
    }

    [Fact]
    public void No_label_and_no_symbol_breaks_out_of_its_quotes()
    {
        foreach (string label in Labels.Awkward)
        {
            Statements(Labels.Draw(label).ToDot()).Should().Be(Statements(Labels.Draw("x").ToDot()), label);
            Statements(new Graph(Node.From(new AwkwardSymbol(label), 1.0)).ToDot())
                .Should().Be(Statements(new Graph(((Node)1.0).Tanh()).ToDot()), label);
            var fields = Quoted().Matches(Labels.Draw(label).ToDot()).Select(match => match.Value)
                .Where(text => text.Contains("|data", StringComparison.Ordinal));
            foreach (string field in fields)
            {
                Regex.Replace(field, @"\\.", "").Count(c => c is '{' or '}' or '|').Should().Be(4, $"{field} has three fields");
            }
        }
    }

    [Fact]
    public void An_input_that_comes_twice_has_two_edges()
    {
        Node x = 3.0;
        string dot = new Graph(x * x).ToDot();
        Regex.Count(dot, "n0 -> o1;").Should().Be(2);
        Regex.Count(dot, "->").Should().Be(3);
    }

    [Fact]
    public void A_leaf_alone_is_one_box() => Regex.Count(new Graph(new Node(1.0, "x")).ToDot(), "label=").Should().Be(1);

    [Fact]
    public void The_direction_turns_ranks_and_fields()
    {
        string down = Labels.Draw("x").ToDot(new DrawingOptions { Direction = DrawingDirection.TopToBottom });
        down.Should().Contain("rankdir=TB").And.Contain("label=\"x|data 1.5|grad 2\"");
    }

    [Fact]
    public void Colours_follow_the_gradient()
    {
        Node a = new(1.0, "a"), b = new(1.0, "b"), c = new(1.0, "c"), d = new(1.0, "d");
        var y = a * 4 - b * 4 + c * 0 + d * 0.01;
        y.Backward();
        d.Grad = double.NaN;
        string dot = new Graph(y).ToDot(new DrawingOptions { ColorByGradient = true });
        Color("a").Should().Be("#6fa8ff");
        Color("b").Should().Be("#ff8f80");
        Color("c").Should().Be("#ffffff");
        Color("d").Should().Be("#ffd95a");
        new Graph(y).ToDot().Should().NotContain("fillcolor");

        string Color(string label) => Regex.Match(dot, $$"""\{{{label}}\|.*fillcolor="(#\w+)"\]""").Groups[1].Value;
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_drawn()
    {
        Node x = new(double.NegativeInfinity, "x");
        x.Grad = double.NaN;
        new Graph(x).ToDot().Should().Contain("{x|data -∞|grad NaN}");
    }

    [Fact]
    public void Graphs_of_100_000_and_of_2_000_000_values_are_drawn()
    {
        Node x = 1.0, y = x;
        for (int i = 0; i < 50_000; i++) y += 1e-6;
        Regex.Count(new Graph(y).ToDot(), "->").Should().Be(150_000);

        y = x;
        for (int i = 0; i < 1_000_000; i++) y += 1e-6;
        new Graph(y).WriteDot(TextWriter.Null);
    }

    [Fact]
    public void A_writer_gets_the_same_text_whatever_its_culture_and_line_end()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        using var writer = new StringWriter(culture) { NewLine = "\r\n" };
        LectureNeuron.Graph().WriteDot(writer);
        writer.ToString().Should().Be(LectureNeuron.Graph().ToDot());
    }

    /// <summary>Returns the text with every quoted part empty.</summary>
    private static string Statements(string dot) => Quoted().Replace(dot, "\"\"");

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex Quoted();
}
