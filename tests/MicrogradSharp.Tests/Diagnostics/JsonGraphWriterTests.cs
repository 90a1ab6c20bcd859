using System.Globalization;
using System.Text.Json;
using CsCheck;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class JsonGraphWriterTests
{
    [Fact]
    public void The_format_is_the_documented_one()
    {
        Node x = new(3.0, "x");
        var y = x * x;
        y.Backward();
        new Graph(y).ToJson().Should().Be(
            """{"format":"microgradsharp/graph","version":1,"output":1,"nodes":[""" +
            """{"id":0,"operator":null,"inputs":[],"value":3,"gradient":6,"label":"x"},""" +
            """{"id":1,"operator":"*","inputs":[0,0],"value":9,"gradient":1,"label":null}]}""");
    }

    [Fact]
    public void Every_number_reads_back_to_the_last_bit()
    {
        RandomGraph.Gen.Sample(random =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            var output = random.Build(leaves);
            output.Backward();
            var graph = new Graph(output);
            var nodes = Nodes(graph);
            nodes.Should().HaveCount(graph.Count);
            for (int i = 0; i < nodes.Length; i++)
            {
                var value = graph.Values[i];
                Bits(nodes[i].GetProperty("value").GetDouble()).Should().Be(Bits(value.Data));
                Bits(nodes[i].GetProperty("gradient").GetDouble()).Should().Be(Bits(value.Grad));
                nodes[i].GetProperty("operator").GetString().Should().Be(value.Rule?.Symbol);
                nodes[i].GetProperty("inputs").EnumerateArray().Select(id => graph.Values[id.GetInt32()])
                    .Should().Equal(value.Inputs.ToArray(), ReferenceEquals);
            }
        }, iter: 30);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void What_json_has_no_number_for_is_a_string(double number, string text)
    {
        Node x = number;
        x.Grad = number;
        var node = Nodes(new Graph(x))[0];
        node.GetProperty("value").GetString().Should().Be(text);
        node.GetProperty("gradient").GetString().Should().Be(text);
        double.Parse(text, CultureInfo.InvariantCulture).Should().Be(number);
    }

    [Fact]
    public void Labels_and_symbols_read_back_as_they_were()
    {
        foreach (string label in Labels.Awkward)
        {
            string whole = string.Concat(label.EnumerateRunes());
            var nodes = Nodes(Labels.Draw(label));
            nodes[0].GetProperty("label").GetString().Should().Be(whole);
            Nodes(new Graph(Node.From(new AwkwardSymbol(label), 1.0)))[1].GetProperty("operator").GetString().Should().Be(whole);
        }
    }

    private static JsonElement[] Nodes(Graph graph)
    {
        using var document = JsonDocument.Parse(graph.ToJson());
        document.RootElement.GetProperty("output").GetInt32().Should().Be(graph.Count - 1);
        return [.. document.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.Clone())];
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);
}
