using CsCheck;
using MicrogradSharp.Diagnostics.Drawings;
using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class BackpropStepsTests
{
    [Fact]
    public void Its_gradients_are_those_of_the_engine_and_the_graph_keeps_its_own()
    {
        RandomGraph.Gen.Sample(random =>
        {
            var graph = new Graph(random.Build(RandomGraph.MakeLeaves(random.Leaves)));
            foreach (var value in graph.Values) value.Grad = 7;
            double[] gradients = new BackpropSteps(new NumberedGraph(graph.Values)).Gradients;
            graph.Values.Select(value => value.Grad).Should().OnlyContain(gradient => gradient == 7);
            graph.ZeroGrad();
            graph.Backward();
            for (int i = 0; i < gradients.Length; i++) gradients[i].ShouldAgree(graph.Values[i].Grad, 1e-12);
        }, iter: 50);
    }

    [Fact]
    public void One_step_for_the_leaves_each_operation_the_seed_each_edge_and_the_end()
    {
        var graph = LectureNeuron.Graph();
        var steps = new BackpropSteps(new NumberedGraph(graph.Values)).Steps;
        steps.Should().HaveCount(1 + 5 + 1 + 9 + 1);
        steps.Count(step => step.Backward).Should().Be(11);
        steps[14].ToString().Should().Be("∂o/∂x1 += ∂o/∂v5 · ∂v5/∂x1 = 0.5 · (-3) = -1.5");
    }

    [Fact]
    public void What_is_used_twice_adds_up()
    {
        Node x = new(3.0, "x");
        var steps = Steps(x * x);
        steps.Select(step => step.ToString()).Should().Equal(
            "x = 3", "v1 = x * x = 3 * 3 = 9", "∂v1/∂v1 = 1", "∂v1/∂x += ∂v1/∂v1 · ∂v1/∂x = 1 · 3 = 3",
            "∂v1/∂x += ∂v1/∂v1 · ∂v1/∂x = 1 · 3 = 3", "∂v1/∂x = 6");
        steps[^2].Gradient.Should().Be(6);
        steps[^2].Note.Should().EndWith("so its gradients add up: 3 + 3 = 6.");
    }

    [Fact]
    public void Operations_are_written_as_people_write_them()
    {
        Node a = new(2.0, "a"), b = new(-1.0, "b");
        First(a - b).Should().Be("v2 = a - b = 2 - (-1) = 3");
        First(b.Pow(2)).Should().Be("v1 = b^2 = (-1)^2 = 1");
        First(-a).Should().Be("v1 = neg(a) = neg(2) = -2");
        First(Node.Max(a, b)).Should().Be("v2 = max(a, b) = max(2, -1) = 2");
        First(Node.Sum([.. Enumerable.Repeat(a, 10)]))
            .Should().Be("v1 = sum(a, a, a, a, a, a, … 4 more) = sum(2, 2, 2, 2, 2, 2, … 4 more) = 20");

        static string First(Node output) => Steps(output)[1].ToString();
    }

    [Fact]
    public void A_zero_from_above_is_passed_on_as_zero_whatever_the_slope()
    {
        Node x = new(0.0, "x");
        var root = x.Sqrt();
        root.Label = "r";
        var last = Steps(root * 0)[^2];
        last.ToString().Should().Be("∂v3/∂x += ∂v3/∂r · ∂r/∂x = 0 · ∞ = 0");
        last.Note.Should().Contain("exactly 0");
    }

    [Fact]
    public void A_leaf_alone_has_its_seed() =>
        Steps(new Node(5.0, "x")).Select(step => step.ToString()).Should().Equal("x = 5", "∂x/∂x = 1", "∂x/∂x = 1");

    [Fact]
    public void Many_leaves_are_counted() =>
        Steps(Node.Sum([.. Enumerable.Range(0, 11).Select(i => new Node(i, $"x{i}"))]))[0].ToString()
            .Should().EndWith("x7 = 7,  … and 3 more");

    private static IReadOnlyList<BackpropStep> Steps(Node output) => new BackpropSteps(new NumberedGraph(new Graph(output).Values)).Steps;
}
