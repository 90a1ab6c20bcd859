using CsCheck;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests;

public sealed class BackwardPassTests
{
    [Fact]
    public void Backward_twice_adds_exactly_twice_to_the_leaves()
    {
        Node x = 0.3, w = -1.7;
        var y = ((x * w).Tanh() * x + w).Exp();
        y.Backward();
        var once = (x.Grad, w.Grad);
        y.Backward();
        (x.Grad, w.Grad).Should().Be((2 * once.Item1, 2 * once.Item2));
    }

    [Fact]
    public void Backward_resets_the_interior()
    {
        Node x = 3.0;
        var square = x * x;
        var y = square * 2;
        y.Backward();
        y.Backward();
        square.Grad.Should().Be(2);
        y.Grad.Should().Be(1);
    }

    [Fact]
    public void Backward_resets_every_operation_whatever_its_gradient_was() => RandomGraph.Gen.Sample(
        random =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            var y = random.Build(leaves);
            y.Backward();
            double[] gradients = [.. leaves.Select(leaf => leaf.Grad)];
            foreach (var leaf in leaves) leaf.Grad = 0;
            foreach (var node in new Graph(y).Nodes.Where(node => !node.Value.IsLeaf)) node.Grad = double.NaN;
            y.Backward();
            leaves.Select(leaf => leaf.Grad).Should().Equal(gradients);
        },
        iter: 300);

    [Fact]
    public void Backward_of_a_shared_part_does_not_leak_into_another_output()
    {
        Node x = 3.0;
        var square = x * x;
        var (y, z) = (square + 1, square * 5);
        y.Backward();
        z.Backward();
        square.Grad.Should().Be(5);
        x.Grad.Should().Be(6 + 30);
    }

    [Fact]
    public void A_seed_scales()
    {
        Node x = 3.0;
        (x * x).Backward(seed: -0.5);
        x.Grad.Should().Be(-3);
    }

    [Fact]
    public void A_leaf_is_its_own_output_and_adds_up()
    {
        Node leaf = 5.0;
        leaf.Backward(2.5);
        leaf.Backward();
        leaf.Grad.Should().Be(3.5);
    }

    [Fact]
    public void A_leaf_under_its_own_graph_gets_only_what_flows_to_it()
    {
        Node x = 2.0;
        x.Grad = 10;
        (x * 3).Backward();
        x.Grad.Should().Be(13);
    }

    [Fact]
    public void NaN_flows()
    {
        Node x = 1.0;
        (x * 2).Backward(double.NaN);
        x.Grad.Should().Be(double.NaN);
    }

    [Fact]
    public void A_zero_gradient_from_above_stays_zero_below_an_infinite_slope()
    {
        Node x = 0.0;
        (x.Sqrt() * 0.0).Backward();
        x.Grad.Should().Be(0);
    }

    [Fact]
    public void Setting_data_by_hand_does_not_disturb_a_later_backward()
    {
        Node x = 2.0;
        var y = x * x;
        x.Data = 3;
        y.Backward();
        x.Grad.Should().Be(6, "slopes are taken at the data of now");
    }

    [Fact]
    public void Disjoint_graphs_on_many_threads_agree_with_one_thread()
    {
        double[] expected = [.. Enumerable.Range(0, 64).Select(Gradient)];
        for (int round = 0; round < 20; round++)
        {
            Enumerable.Range(0, 64).AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(Gradient).Should().Equal(expected);
        }

        static double Gradient(int i)
        {
            Node x = 0.01 * i;
            var y = x;
            for (int k = 0; k < 200; k++) y = (y * x + k * 0.01).Tanh() + y;
            y.Backward();
            return x.Grad;
        }
    }

    [Fact]
    public void Reference_expressions_agree()
    {
        foreach (var expression in ReferenceValues.Json("expressions.json").GetProperty("expressions").EnumerateArray())
        {
            Node[] leaves = [.. ReferenceValues.Numbers(expression.GetProperty("leaves")).Select(number => (Node)number)];
            var y = ReferenceExpression.Build(leaves, expression.GetProperty("steps"));
            y.Backward();
            y.Data.ShouldBeNear(expression.GetProperty("output").GetDouble(), 1e-12);
            double[] expected = ReferenceValues.Numbers(expression.GetProperty("gradients"));
            for (int i = 0; i < leaves.Length; i++) leaves[i].Grad.ShouldBeNear(expected[i], 1e-11, $"gradient {i}");
        }
    }

    [Fact]
    public void What_the_leaves_hold_survives_a_rule_that_throws()
    {
        Node x = 2.0;
        x.Grad = 7;
        var y = Node.From(new Throwing(), x);
        ((Action)(() => y.Backward())).Should().Throw<InvalidTimeZoneException>();
        x.Grad.Should().Be(7);
    }

    private sealed class Throwing : UnaryExpr
    {
        public override string Symbol => "throwing";

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => throw new InvalidTimeZoneException();
    }
}
