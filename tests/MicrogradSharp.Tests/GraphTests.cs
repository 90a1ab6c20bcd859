using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests;

public sealed class GraphTests
{
    [Fact]
    public void Forward_and_Backward_follow_the_leaves()
    {
        Node t = 3.0;
        var square = t * t + 1;
        var graph = new Graph(square);
        t.Data = 5;
        graph.Forward().Should().Be(26);
        square.Data.Should().Be(26);
        graph.Backward();
        t.Grad.Should().Be(10);
        graph.Backward(seed: 2);
        t.Grad.Should().Be(30, "leaves add up");
        graph.ZeroGrad();
        t.Grad.Should().Be(0);
        square.Grad.Should().Be(0);
    }

    [Fact]
    public void Counts_and_depth()
    {
        Node t = 3.0;
        var output = (t * t + 1).Tanh() * t;
        var graph = new Graph(output);
        graph.Count.Should().Be(6);
        graph.Depth().Should().Be(4);
        graph.CountBySymbol().Should().Equal(new Dictionary<string, int> { ["*"] = 2, ["+"] = 1, ["tanh"] = 1 });
        graph.ToString().Should().Be("Graph of 6 values: 2 leaves, 4 operations");
        new Graph(1.0).ToString().Should().Be("Graph of 1 value: 1 leaf, 0 operations");
        graph.Output.Should().Be(graph.Nodes[^1]).And.Be(output);
    }

    [Fact]
    public void A_leaf_is_a_graph()
    {
        Node x = 3.0;
        var graph = new Graph(x);
        graph.Count.Should().Be(1);
        graph.Depth().Should().Be(0);
        graph.Forward().Should().Be(3);
        graph.Backward();
        graph.Backward();
        x.Grad.Should().Be(2);
    }

    [Fact]
    public void A_retained_pass_allocates_nothing()
    {
        Node x = 0.5;
        var y = Node.LogSumExp([.. Enumerable.Range(0, 200).Select(i => (x * i).Tanh() + Node.Product(x, i, 1))]);
        var graph = new Graph(y);
        Pass();
        Allocated.By(Pass).Should().Be(0);

        void Pass()
        {
            graph.Forward();
            graph.ZeroGrad();
            graph.Backward();
        }
    }

    [Fact]
    public void Nodes_are_the_leaves_and_then_the_operations_each_after_its_inputs()
    {
        Node x = 1.0, y = 2.0;
        var product = x * y;
        var sum = product + x;
        var graph = new Graph(sum);
        graph.Nodes.Should().Equal(x, y, product, sum);
        graph.Nodes.Count.Should().Be(4);
        graph.Nodes[2].Should().Be(product);
        foreach (int index in (int[])[-1, 4])
        {
            ((Action)(() => _ = graph.Nodes[index]))
                .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"index must be at least 0 and below 4, but was {index}.*");
        }
    }

    [Fact]
    public void Gradients_are_set_through_the_list_of_nodes_and_the_list_is_not()
    {
        Node x = 1.0;
        var graph = new Graph(x * 2);
        foreach (var node in graph.Nodes) node.Grad = 7;
        graph.Nodes[0].Data = 3;
        (x.Grad, x.Data, graph.Output.Grad).Should().Be((7, 3, 7));
        graph.Nodes.Should().NotBeAssignableTo<IList<Node>>();
    }
}
