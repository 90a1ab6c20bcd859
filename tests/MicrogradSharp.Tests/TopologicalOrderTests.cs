using CsCheck;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests;

public sealed class TopologicalOrderTests
{
    [Fact]
    public void The_order_is_leaves_then_operations_depth_first_from_left_to_right()
    {
        Node x1 = new(1, "x1"), w1 = new(2, "w1"), x2 = new(3, "x2"), w2 = new(4, "w2"), b = new(5, "b");
        var (p, q) = (x1 * w1, x2 * w2);
        (p.Label, q.Label) = ("p", "q");
        var s = Node.Sum(p, q, b, p);
        s.Label = "s";
        new Graph(s).Values.Select(value => value.Label).Should().Equal("x1", "w1", "x2", "w2", "b", "p", "q", "s");
    }

    [Fact]
    public void The_order_is_that_of_the_recursive_definition() => RandomGraph.Gen.Sample(
        random =>
        {
            var y = random.Build(RandomGraph.MakeLeaves(random.Leaves));
            var (leaves, operations, visited) = (new List<Value>(), new List<Value>(), new HashSet<Value>());
            Visit(y.Value);
            new Graph(y).Nodes.Select(node => node.Value).Should().Equal([.. leaves, .. operations]);

            void Visit(Value value)
            {
                if (!visited.Add(value)) return;
                foreach (var input in value.Inputs) Visit(input);
                (value.IsLeaf ? leaves : operations).Add(value);
            }
        },
        iter: 300);

    [Fact]
    public void A_chain_of_a_million_nodes_is_an_ordinary_graph()
    {
        Node x = 1.0;
        var y = x;
        for (int i = 0; i < 1_000_000; i++) y += 1e-6;
        y.Backward();
        x.Grad.Should().Be(1);
        var graph = new Graph(y);
        graph.Count.Should().Be(2_000_001);
        graph.Depth().Should().Be(1_000_000);
        graph.ZeroGrad();
        graph.Forward();
        graph.Backward();
        x.Grad.Should().Be(1);
        graph.CountBySymbol()["+"].Should().Be(1_000_000);
    }

    [Fact]
    public void A_ladder_of_shared_nodes_is_visited_once_per_node_not_once_per_path()
    {
        Node x = 1.0;
        var y = x;
        for (int i = 0; i < 10_000; i++) y = (y + y) * 0.5;     // 2^10,000 paths
        y.Backward();
        x.Grad.Should().Be(1);
    }

    [Fact]
    public void The_longest_input_list_is_linear()
    {
        Node[] leaves = [.. Enumerable.Range(0, 1_000_000).Select(i => (Node)i)];
        var y = Node.Sum(leaves);
        y.Backward();
        y.Data.Should().Be(499_999_500_000);
        leaves.Select(leaf => leaf.Grad).Should().OnlyContain(gradient => gradient == 1);
    }

    [Fact]
    public void Dropped_graphs_are_not_kept_alive()
    {
        var dropped = MakeAndDrop();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        dropped.IsAlive.Should().BeFalse();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference MakeAndDrop()
        {
            Node x = 1.0;
            var y = x;
            for (int i = 0; i < 1000; i++) y = (y * 1.01).Tanh();
            y.Backward();
            _ = new Graph(y).Forward();
            return new WeakReference(x.Value);
        }
    }
}
