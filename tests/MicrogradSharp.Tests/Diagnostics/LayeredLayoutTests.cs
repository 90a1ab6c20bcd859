using CsCheck;
using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class LayeredLayoutTests
{
    /// <summary>Random graphs: the inputs of each node are some of those before it, and sometimes one of them twice.</summary>
    private static readonly Gen<int[][]> s_graphs =
        Gen.Select(Gen.Int[0, 1_000_000].Array[0, 4], Gen.Int[1, 12]).Array[1, 40].Select(nodes => nodes
            .Select((node, i) => i == 0 ? [] : node.Item1.Select(draw => i - 1 - draw % Math.Min(i, node.Item2)).ToArray()).ToArray());

    [Fact]
    public void No_two_boxes_overlap()
    {
        s_graphs.Sample(inputs =>
        {
            var boxes = Lay(inputs).Boxes;
            for (int i = 0; i < boxes.Count; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    bool apart = boxes[i].Right <= boxes[j].X || boxes[j].Right <= boxes[i].X
                        || boxes[i].Bottom <= boxes[j].Y + 1e-6 || boxes[j].Bottom <= boxes[i].Y + 1e-6;
                    if (!apart) Assert.Fail($"{boxes[i]} and {boxes[j]} overlap.");
                }
            }
        }, iter: 100);
    }

    [Fact]
    public void Every_edge_runs_from_left_to_right_from_box_to_box_and_past_the_boxes_between()
    {
        s_graphs.Sample(inputs =>
        {
            var layout = Lay(inputs);
            for (int node = 0; node < inputs.Length; node++)
            {
                for (int place = 0; place < inputs[node].Length; place++)
                {
                    var path = layout.Path(node, place).ToArray();
                    path.Zip(path.Skip(1)).All(pair => pair.First.X <= pair.Second.X).Should().BeTrue("edges run to the right");
                    var (from, to) = (layout.Boxes[inputs[node][place]], layout.Boxes[node]);
                    path[0].Should().Be(new LayoutPoint(from.Right, from.CenterY));
                    path[^1].X.Should().BeLessThanOrEqualTo(to.X + 1e-9);
                    path[^1].Y.Should().BeInRange(to.Y, to.Bottom);
                    for (int i = 1; i + 1 < path.Length; i += 2)
                    {
                        path[i].Y.Should().Be(path[i + 1].Y, "past a layer an edge is level");
                        layout.Boxes
                            .Any(box => box.X < path[i + 1].X && box.Right > path[i].X && box.Y < path[i].Y && box.Bottom > path[i].Y)
                            .Should().BeFalse("no box lies on the way");
                    }
                    for (int i = 0; i + 1 < path.Length; i += 2)
                    {
                        layout.Boxes.Any(box => box.X < path[i + 1].X - 1e-9 && box.Right > path[i].X + 1e-9)
                            .Should().BeFalse("curves lie between the layers");
                    }
                }
            }
        }, iter: 60);
    }

    [Fact]
    public void Everything_is_inside()
    {
        s_graphs.Sample(inputs =>
        {
            var layout = Lay(inputs);
            layout.Boxes.Min(box => box.X).Should().BeGreaterThanOrEqualTo(0);
            layout.Boxes.Min(box => box.Y).Should().BeGreaterThanOrEqualTo(-1e-9);
            layout.Boxes.Should().OnlyContain(box => box.Right <= layout.Width && box.Bottom <= layout.Height);
            inputs.SelectMany((ofNode, node) => ofNode.SelectMany((_, place) => layout.Path(node, place).ToArray()))
                .All(point => point.Y >= -1e-9 && point.Y <= layout.Height).Should().BeTrue();
        }, iter: 100);
    }

    [Fact]
    public void Ordering_the_layers_adds_no_crossing_and_keeps_every_vertex()
    {
        s_graphs.Sample(inputs =>
        {
            var graph = new LayeredGraph(inputs, LayerAssignment.Of(inputs));
            long before = CrossingReduction.Count(graph);
            int[][] vertices = [.. graph.Order.Select(layer => layer.Order().ToArray())];
            CrossingReduction.Run(graph);
            long after = CrossingReduction.Count(graph);
            after.Should().BeLessThanOrEqualTo(before);
            CrossingReduction.Run(graph);
            CrossingReduction.Count(graph).Should().BeLessThanOrEqualTo(after, "what has been reached is kept");
            for (int layer = 0; layer < vertices.Length; layer++) graph.Order[layer].Order().Should().Equal(vertices[layer]);
        }, iter: 100);
    }

    [Fact]
    public void An_avoidable_crossing_is_removed()
    {
        // two pairs, listed so that their links cross: 0 → 3, 1 → 2
        int[][] inputs = [[], [], [1], [0], [2], [3], [4, 5]];
        var graph = new LayeredGraph(inputs, LayerAssignment.Of(inputs));
        CrossingReduction.Count(graph).Should().Be(1);
        CrossingReduction.Run(graph);
        CrossingReduction.Count(graph).Should().Be(0);
    }

    [Fact]
    public void The_best_order_is_kept_where_a_later_sweep_is_worse()
    {
        // found by a search: after the last sweep there are 2 crossings
        int[][] inputs = [[], [0], [0, 1], [1, 0, 2], [0, 1, 3], [4, 3], [5], []];
        var graph = new LayeredGraph(inputs, LayerAssignment.Of(inputs));
        CrossingReduction.Count(graph).Should().Be(5);
        CrossingReduction.Run(graph);
        CrossingReduction.Count(graph).Should().Be(1);
    }

    [Fact]
    public void Crossings_are_counted_pair_by_pair()
    {
        s_graphs.Sample(inputs =>
        {
            var graph = new LayeredGraph(inputs, LayerAssignment.Of(inputs));
            long pairs = 0;
            for (int layer = 0; layer + 1 < graph.Order.Length; layer++)
            {
                var links = graph.Order[layer].SelectMany((vertex, top) => graph.RightOf(vertex)
            .Select(right => (Left: top, Right: Array.IndexOf(graph.Order[layer + 1], right)))).ToArray();
                pairs += links.Sum(a => links.Count(b => a.Left < b.Left && a.Right > b.Right));
            }
            CrossingReduction.Count(graph).Should().Be(pairs);
        }, iter: 100);
    }

    [Fact]
    public void A_leaf_stands_just_before_its_first_use()
    {
        // the neuron: x1 w1 x2 w2 b, x1 w1, x2 w2, their sum, plus b, tanh
        int[][] inputs = [[], [], [], [], [], [0, 1], [2, 3], [5, 6], [7, 4], [8]];
        LayerAssignment.Of(inputs).Should().Equal(0, 0, 0, 0, 2, 1, 1, 2, 3, 4);
    }

    [Fact]
    public void Layers_follow_the_inputs()
    {
        s_graphs.Sample(inputs =>
        {
            int[] layers = LayerAssignment.Of(inputs);
            layers.Min().Should().Be(0);
            for (int node = 0; node < inputs.Length; node++) inputs[node].All(input => layers[input] < layers[node]).Should().BeTrue();
        });
    }

    [Fact]
    public void A_chain_is_a_straight_line()
    {
        var layout = Lay([[], [0], [1], [2], [3]]);
        layout.Boxes.Select(box => box.CenterY).Distinct().Should().ContainSingle();
    }

    [Fact]
    public void A_long_edge_is_level_on_its_way()
    {
        var layout = Lay([[], [0], [1], [2], [3], [4, 0]]);
        double[] heights = [.. layout.Path(5, 1).ToArray()[1..^1].Select(point => point.Y)];
        heights.Should().HaveCount(8).And.OnlyContain(y => Math.Abs(y - heights[0]) < 0.5);
    }

    private static LayeredLayout Lay(int[][] inputs) =>
        LayeredLayout.Of(inputs, [.. inputs.Select((ofNode, i) => (80.0 + 13 * (i % 4), 40.0 + 10 * (i % 3)))]);
}
