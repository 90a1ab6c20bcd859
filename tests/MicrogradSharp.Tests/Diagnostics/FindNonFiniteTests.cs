using CsCheck;
using MicrogradSharp.Diagnostics;
using MicrogradSharp.Tests.Operators;
using MicrogradSharp.Tests.Properties;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class FindNonFiniteTests
{
    [Fact]
    public void The_path_follows_the_values_that_went_wrong_even_if_another_is_shorter()
    {
        Node off = -1.0, x = -1.0;
        var log = x.Log();
        var fault = Find(((log + 1) * 2).Exp() - Node.Where(off, log, 0))!;
        fault.Path.Should().Equal("+", "*", "exp", "-");
    }

    [Fact]
    public void What_is_added_to_a_gradient_that_is_nan_already_is_not_to_blame()
    {
        Node x = new(2.0, "x"), z = 0.0;
        var infinite = 1 / z;
        infinite.Label = "q";
        var fault = Find(x * 5 + Node.Atan2(infinite, x))!;
        (fault.Symbol, fault.Label, fault.IsGradient)
            .Should().Be(("/", "q", false), "atan2 hides the infinity in its value, and not in its slope; the product is innocent");
    }

    [Fact]
    public void Labels_with_line_breaks_stay_in_the_sentence()
    {
        Node x = new(-1.0, "x\nthe leaf y is NaN");
        var log = x.Log();
        log.Label = "a\r\nb";
        var end = log * 2;
        end.Label = "end\u0085";
        Find(end)!.ToString().Should().Be("a  b = log(x the leaf y is NaN = -1) gave NaN; it reaches the output through end\uFFFD.");
    }

    [Fact]
    public void The_first_operation_is_named_with_its_inputs_and_its_way_to_the_output()
    {
        Node a = new(0.0, "a"), b = new(-1.0, "b");
        var fault = Find((b.Log() * a).Tanh() + 1)!;
        fault.Symbol.Should().Be("log");
        fault.Label.Should().BeNull();
        fault.Inputs.Should().Equal(("b", -1.0));
        fault.Path.Should().Equal("*", "tanh", "+");
        (fault.IsGradient, fault.ReachesOutput, fault.Result).Should().Be((false, true, double.NaN));
        fault.ToString().Should().Be("v3 = log(b = -1) gave NaN; it reaches the output through *, tanh, +.");
    }

    [Fact]
    public void The_position_is_the_place_in_the_graph()
    {
        Node x = 3.0;
        var bad = 1 / (x - 3);
        var graph = new Graph(bad * x + x);
        var fault = graph.FindNonFinite()!;
        graph.Nodes[fault.Position].Should().Be(bad).And.Be(fault.Node);
        fault.ToString().Should().Be("v4 = (v0 = 1) / (v3 = 0) gave ∞; it reaches the output through *, +.");
    }

    [Fact]
    public void A_leaf_that_is_not_finite_comes_first()
    {
        Node w = new(double.NegativeInfinity, "w"), x = -1.0;
        var fault = Find(x.Log() + w)!;
        (fault.Symbol, fault.Label, fault.Inputs.Count).Should().Be(("leaf", "w", 0));
        fault.ToString().Should().Be("the leaf w is -∞; it reaches the output through +.");
        Find(w)!.ToString().Should().Be("the leaf w is -∞; it is the output.");
    }

    [Fact]
    public void The_value_that_is_not_finite_and_that_the_output_comes_from_counts()
    {
        Node off = 0.0, x = new(-2.0, "x"), y = new(0.0, "y");
        var masked = Node.Where(off, x.Log(), 1);
        Find(masked + y.Log())!.ToString().Should().Be("v6 = log(y = 0) gave -∞; it reaches the output through +.");
        var fault = Find(masked + y)!;
        fault.ReachesOutput.Should().BeFalse();
        fault.ToString().Should().Be("v4 = log(x = -2) gave NaN; it leads to the output through where, +, but the output is finite.");
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_found_where_it_first_came_up()
    {
        Node x = new(0.0, "x");
        var root = x.Sqrt();
        root.Label = "root";
        var fault = Find(Node.Sum(root * 3, x, x).Sin())!;
        (fault.IsGradient, fault.ReachesOutput, fault.InputIndex, fault.GradientFromAbove, fault.Result)
            .Should().Be((true, true, 0, 3.0, double.PositiveInfinity));
        fault.ToString().Should().Be(
            "root = sqrt(x = 0) gave the gradient ∞ to x, with 3 from above; the operation reaches the output through *, sum, sin.");
    }

    [Fact]
    public void Gradients_that_overflow_only_together_are_found()
    {
        Node x = new(0.0, "x"), large = 1e308;
        var fault = Find(Node.Sum(x * large, x * large, 0))!;
        fault.ToString().Should().Be(
            "v3 = (x = 0) * (v1 = 1e308) added 1e308 to the gradient of x, which overflowed; "
            + "the operation reaches the output through sum.");
    }

    [Fact]
    public void A_gradient_that_no_leaf_sees_comes_last()
    {
        Node zero = 0.0, condition = 1.0;
        var inner = zero.ReLU();        // slope 0: what comes from above stops here
        var fault = Find(Node.Where(condition, inner.Sqrt(), 1))!;
        (fault.IsGradient, fault.ReachesOutput, fault.Symbol).Should().Be((true, false, "sqrt"));
        fault.ToString().Should().EndWith("but the gradients of the leaves are finite.");
    }

    [Fact]
    public void Finite_graphs_have_none_and_nothing_is_changed() => RandomGraph.Gen.Sample(
        random =>
        {
            var graph = new Graph(random.Build(RandomGraph.MakeLeaves(random.Leaves)));
            var snapshot = Snapshot.Of(graph);
            graph.FindNonFinite().Should().BeNull();
            snapshot.ShouldBeUnchanged();
        },
        iter: 200);

    [Fact]
    public void A_seeded_fault_is_found_in_random_graphs() => Gen.Select(RandomGraph.Gen, Gen.Int[0, 3]).Sample(
        (random, kind) =>
        {
            var leaves = RandomGraph.MakeLeaves(random.Leaves);
            var x = leaves[0];
            var bad = kind switch
            {
                0 => (-1 - x * x).Log(),
                1 => 1 / (x - x),
                2 => Node.From(new Faulty(double.NaN, 1), x),
                _ => Node.From(new Faulty(1, double.PositiveInfinity), x),
            };
            leaves[0] = bad.Tanh() + 2 * x;
            var graph = new Graph(random.Build(leaves));
            var snapshot = Snapshot.Of(graph);
            var fault = graph.FindNonFinite()!;
            if (kind == 1 && fault.IsGradient)
            {
                fault.Symbol.Should().Be("/", "tanh ∞ is 1: what is left is the slope of the division");
                return;
            }
            fault.Node.Should().Be(bad);
            fault.IsGradient.Should().Be(kind == 3);
            snapshot.ShouldBeUnchanged();
        },
        iter: 200);

    [Fact]
    public void A_chain_of_a_million_values_is_an_ordinary_graph()
    {
        Node x = new(0.0, "x");
        var y = x.Sqrt();
        for (int i = 0; i < 1_000_000; i++) y += 1;
        var fault = Find(y)!;
        fault.Path.Should().HaveCount(1_000_000);
        fault.ToString().Should().Be(
            "v1000001 = sqrt(x = 0) gave the gradient ∞ to x, with 1 from above; "
            + "the operation reaches the output through +, +, +, … 999,994 more …, +, +, +.");
        x.Data = -1;
        var graph = new Graph(y);
        graph.Forward();
        graph.FindNonFinite()!.ToString()
            .Should().Be("v1000001 = sqrt(x = -1) gave NaN; it reaches the output through +, +, +, … 999,994 more …, +, +, +.");
    }

    [Fact]
    public void Long_lists_of_inputs_are_cut_short()
    {
        Node[] x = [.. Enumerable.Range(0, 9).Select(i => new Node(1e200, $"x{i}"))];
        Find(Node.From(new SumOfSquares(), x))!.ToString().Should()
            .Be("v9 = sumsq(x0 = 1e200, x1 = 1e200, x2 = 1e200, x3 = 1e200, x4 = 1e200, x5 = 1e200, … 3 more) gave ∞; it is the output.");
    }

    [Fact]
    public void The_line_that_made_it_is_given_if_it_is_remembered()
    {
        Node x = new(-1.0, "x"), y;
        using (NodeOrigin.Remember()) y = x.Log();
        var fault = Find(y * 2)!;
        fault.Origin!.Method.Should().Be(nameof(The_line_that_made_it_is_given_if_it_is_remembered));
        fault.ToString().Should().MatchRegex(
            @"^v2 = log\(x = -1\) gave NaN \(made at FindNonFiniteTests\.cs\D+\d+ in \w+\); it reaches the output through \*\.$");
    }

    private static NonFiniteValue? Find(Node output) => new Graph(output).FindNonFinite();

    private sealed class Faulty(double value, double slope) : UnaryExpr
    {
        public override string Symbol => "faulty";

        protected override double Evaluate(double x) => value;

        protected override double Slope(double x, double y) => slope;
    }
}
