using MicrogradSharp.Diagnostics;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class GraphLayoutTests
{
    private static readonly Node s_x = new(2, "x"), s_w = new(3, "w");
    private static readonly Graph s_graph = new((s_x * s_w + s_x).Tanh());

    [Fact]
    public void Boxes_have_their_sizes_and_edges_go_from_box_to_box()
    {
        var layout = GraphLayout.Of(s_graph, node => node.Value.IsLeaf ? (100, 80) : (150, 60));

        for (int node = 0; node < s_graph.Count; node++)
        {
            var value = s_graph.Nodes[node].Value;
            var box = layout.Box(node);
            (box.Width, box.Height).Should().Be(value.IsLeaf ? (100, 80) : (150, 60));
            (box.X + box.Width).Should().BeLessThanOrEqualTo(layout.Width);
            (box.Y + box.Height).Should().BeLessThanOrEqualTo(layout.Height);
            for (int input = 0; input < value.Inputs.Length; input++)
            {
                var from = layout.Box(s_graph.Nodes.ToList().IndexOf(new Node(value.Inputs[input])));
                var route = layout.Route(node, input);
                route[0].Should().Be((from.X + from.Width, from.Y + from.Height / 2));
                route[^1].X.Should().BeLessThanOrEqualTo(box.X);
                route[^1].Y.Should().BeInRange(box.Y, box.Y + box.Height);
            }
        }
    }

    [Fact]
    public void A_node_or_an_input_that_does_not_exist_is_refused()
    {
        var layout = GraphLayout.Of(s_graph, _ => (100, 50));

        FluentActions.Invoking(() => layout.Box(s_graph.Count)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("node");
        FluentActions.Invoking(() => layout.Box(-1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("node");
        FluentActions.Invoking(() => layout.Route(0, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("input");
    }

    [Theory]
    [InlineData(0, "width")]
    [InlineData(-1, "width")]
    [InlineData(double.NaN, "width")]
    [InlineData(double.PositiveInfinity, "width")]
    public void A_size_that_no_box_has_is_refused(double width, string name)
    {
        FluentActions.Invoking(() => GraphLayout.Of(s_graph, _ => (width, 10)))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("size").WithMessage($"The {name} of a box must be positive*");
        FluentActions.Invoking(() => GraphLayout.Of(s_graph, _ => (10, width))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_graph_of_more_than_500_values_is_refused()
    {
        Node sum = 1;
        for (int i = 0; i < 250; i++) sum += 1;

        FluentActions.Invoking(() => GraphLayout.Of(new Graph(sum), _ => (10, 10)))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("GraphLayout draws a graph of at most 500 values, but this one has 501.*");
    }

    [Fact]
    public void Null_is_refused()
    {
        FluentActions.Invoking(() => GraphLayout.Of(null!, _ => (1, 1))).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => GraphLayout.Of(s_graph, null!)).Should().Throw<ArgumentNullException>();
    }
}
