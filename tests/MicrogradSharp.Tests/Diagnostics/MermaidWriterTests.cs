using System.Text.RegularExpressions;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed partial class MermaidWriterTests
{
    [Fact]
    public void A_flowchart_of_boxes_and_rounded_operators()
    {
        Node x = new(3.0, "x");
        var y = x * x;
        y.Backward();
        new Graph(y).ToMermaid().Should().Be("""
            flowchart LR
              n0["x | data 3 | grad 6"]
              n1["data 9 | grad 1"]
              o1(["#42;"])
              n0 --> o1
              n0 --> o1
              o1 --> n1

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("w1", "w1")]
    [InlineData("two words", "two words")]
    [InlineData("\"", "#34;")]
    [InlineData("#quot;", "#35;quot#59;")]
    [InlineData("<b>", "#60;b#62;")]
    [InlineData("`a`", "#96;a#96;")]
    [InlineData("**a**", "#42;#42;a#42;#42;")]
    [InlineData("1. a", "1#46; a")]
    [InlineData(" a  b", "#32;a #32;b")]
    [InlineData("a\nb", "a b")]
    [InlineData("λ重", "λ重")]
    [InlineData("😀", "#128512;")]
    public void Labels_are_escaped_as_entities(string label, string escaped) => MermaidWriter.Escape(label).Should().Be(escaped);

    [Fact]
    public void No_label_and_no_symbol_breaks_out_of_its_quotes()
    {
        foreach (string label in Labels.Awkward)
        {
            Statements(Labels.Draw(label).ToMermaid()).Should().Be(Statements(Labels.Draw("x").ToMermaid()), label);
            Statements(new Graph(Node.From(new AwkwardSymbol(label), 1.0)).ToMermaid())
                .Should().Be(Statements(new Graph(((Node)1.0).Tanh()).ToMermaid()), label);
        }
    }

    [Fact]
    public void Options_set_its_direction_and_colours()
    {
        string text = Labels.Draw("x").ToMermaid(new DrawingOptions { ColorByGradient = true, Direction = DrawingDirection.TopToBottom });
        text.Should().StartWith("flowchart TB\n").And.Contain("style n0 fill:#6fa8ff,color:#1a1a1a");
    }

    private static string Statements(string mermaid) => Quoted().Replace(mermaid, "\"\"");

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Quoted();
}
