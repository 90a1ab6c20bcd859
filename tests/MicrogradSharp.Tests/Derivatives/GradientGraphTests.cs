using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Operators;

namespace MicrogradSharp.Tests.Derivatives;

public sealed class GradientGraphTests
{
    public static TheoryData<string, double, double> ThirdDerivatives => new()
    {
        { "sin · exp", 0.5, 1.312899906741109 },
        { "x^5", 2, 240 },
        { "1/x", 2, -6.0 / 16 },
        { "log", 2, 2.0 / 8 },
        { "sqrt", 4, 3.0 / 8 / 32 },
        { "tanh", 0, -2 },
        { "sigmoid", 0, -0.125 },
        { "exp(-x^2)", 1, 4 / Math.E },
        { "atan", 0, -2 },
        { "erf", 0, -4 / Math.Sqrt(Math.PI) },
        { "x^x", 1, 3 },
    };

    [Theory]
    [MemberData(nameof(ThirdDerivatives))]
    public void Third_derivatives_are_those_of_the_closed_form(string name, double at, double expected)
    {
        Node x = at;
        var y = name switch
        {
            "sin · exp" => x.Sin() * x.Exp(),
            "x^5" => x.Pow(5),
            "1/x" => 1 / x,
            "log" => x.Log(),
            "sqrt" => x.Sqrt(),
            "tanh" => x.Tanh(),
            "sigmoid" => x.Sigmoid(),
            "exp(-x^2)" => (-x * x).Exp(),
            "atan" => x.Atan(),
            "erf" => x.Erf(),
            _ => x.Pow(x),
        };
        Derivative(y, x, order: 3).Data.ShouldBeNear(expected, 1e-13);
    }

    [Fact]
    public void Derivatives_of_the_sine_go_round()
    {
        Node x = 0.7;
        double[] cycle = [Math.Sin(0.7), Math.Cos(0.7), -Math.Sin(0.7), -Math.Cos(0.7)];
        for (int order = 0; order <= 13; order++)
        {
            Derivative(x.Sin(), x, order).Data.ShouldAgree(cycle[order % 4], 1e-14, because: $"order {order}");
        }
    }

    [Fact]
    public void A_power_vanishes_after_as_many_derivatives()
    {
        Node x = 3.0;
        Derivative(x.Pow(4), x, 4).Data.Should().Be(24);
        Derivative(x.Pow(4), x, 5).Data.Should().Be(0);
        Derivative(x * x * x, x, 3).Data.Should().Be(6);
        Derivative(x * x * x, x, 4).Data.Should().Be(0);
    }

    [Fact]
    public void The_gradient_is_a_graph_that_is_evaluated_again()
    {
        Node x = 2.0, a = 3.0;
        var gradient = Differentiate.Gradient(a * x.Pow(3), x)[0];
        gradient.Data.Should().Be(36);
        (x.Data, a.Data) = (1, 5);
        new Graph(gradient).Forward().Should().Be(15, "a is a leaf of the gradient, not a number in it");
    }

    [Fact]
    public void No_gradient_is_written()
    {
        Node x = 2.0;
        var y = x.Exp() * x;
        y.Backward();
        double before = x.Grad;
        Differentiate.Gradient(y, x);
        (x.Grad, y.Grad).Should().Be((before, 1.0));
    }

    [Fact]
    public void A_value_inside_the_graph_has_the_gradient_that_backward_gives_it()
    {
        Node x = 0.5;
        var inner = x.Sin();
        var y = inner * inner + x * inner;
        var gradients = Differentiate.Gradient(y, inner, x, y, inner);
        y.Backward();
        gradients.Select(node => node.Data).Should().Equal(inner.Grad, x.Grad, 1.0, inner.Grad);
    }

    [Fact]
    public void What_the_result_does_not_depend_on_has_a_gradient_of_zero()
    {
        Node x = 2.0, other = 3.0;
        var gradients = Differentiate.Gradient(x * x, other, x, x.Exp());
        gradients.Select(node => node.Data).Should().Equal(0.0, 4.0, 0.0);
        gradients[0].Value.IsLeaf.Should().BeTrue();
        Differentiate.Gradient(x, x)[0].Data.Should().Be(1);
        Differentiate.Gradient(x).Should().BeEmpty();
    }

    [Fact]
    public void Paths_that_lead_to_no_x_are_not_followed()
    {
        Node x = 2.0, other = 3.0;
        var y = x * 2 + Node.From(new NumberOnly(), other) + Node.From(new NumberOnly(), other * 5).Exp();
        Differentiate.Gradient(y, x)[0].Data.Should().Be(2, "an operator beside the way needs no slope in nodes");
    }

    [Fact]
    public void Certain_numbers_make_no_nodes()
    {
        Node x = 2.0, a = 3.0, b = 4.0;
        Differentiate.Gradient(a * x + b, x)[0].Should().Be(a);
        Differentiate.Gradient(Node.Sum(x, x, a, x) - x, x)[0].Value.IsLeaf.Should().BeTrue();
        Differentiate.Gradient(-(x * a), x)[0].Value.Rule!.Symbol.Should().Be("neg");
        Differentiate.Gradient(x.Exp() - x * a, x)[0].ToString().Should().StartWith("Value(data=4.38905609893065");
        new Graph(Differentiate.Gradient(3 * x.Pow(2), x)[0]).Count.Should().BeLessThan(8);
    }

    [Fact]
    public void Zeros_contribute_exactly_zero_in_every_order()
    {
        Node x = -1.0, z = 0.0;
        var branch = Node.Where(x, x.Sqrt() * x.Log(), x * x * x);
        double[] expected = [-1, 3, -6, 6, 0];
        for (int order = 0; order < 5; order++)
        {
            Derivative(branch, x, order).Data.Should().Be(expected[order], $"order {order}: the branch that is NaN was not taken");
        }
        var flat = (z * x).ReLU() * z.Sqrt();
        Differentiate.Gradient(flat, x)[0].Data.Should().Be(0, "the slope of √ at 0 is infinite, and 0 goes no further");
    }

    [Theory]
    [InlineData(-800)]
    [InlineData(800)]
    [InlineData(-40)]
    [InlineData(40)]
    public void Second_derivatives_stay_finite_far_out(double at)
    {
        Node x = at;
        Node[] ys = [x.Sigmoid(), x.Softplus(), x.Tanh(), x.Erf(), x.ELU(), x.GELU(), x.SiLU(), x.Atan(), Node.LogSumExp(x, 0, -x)];
        foreach (var y in ys)
        {
            Derivative(y, x, 2).Data.ShouldAgree(0, 0, nothing: 1e-4, because: y.Value.Rule!.Symbol);
        }
        Derivative(Node.LogSumExp(x, at, at), x, 2).Data.ShouldAgree(2 / 9.0, 1e-13);
    }

    [Fact]
    public void Kinks_are_flat_in_the_second_derivative()
    {
        foreach (double at in (double[])[-2, 0, 2])
        {
            Node x = at;
            foreach (var y in (Node[])[x.Abs(), x.ReLU(), x.LeakyReLU(), Node.Max(x, 0), Node.Min(x, 0), Node.Norm(x)])
            {
                Derivative(y, x, 2).Data.Should().Be(0, $"{y.Value.Rule} at {at}");
            }
        }
        Node u = 1.0, v = 1.0;
        var shared = Differentiate.Gradient(Node.Max(u * u, v), u, v);
        shared.Select(node => node.Data).Should().Equal(1.0, 0.5);
        Differentiate.Gradient(shared[0], u)[0].Data.Should().Be(1, "half of the slope of the square");
    }

    [Fact]
    public void A_factor_of_zero_does_not_hide_the_others()
    {
        Node a = 0.0, b = 3.0, c = 0.0;
        var y = Node.Product(a, b, c);
        var gradients = Differentiate.Gradient(y, a, b, c);
        gradients.Select(node => node.Data).Should().Equal(0.0, 0.0, 0.0);
        Differentiate.Gradient(gradients[0], c)[0].Data.Should().Be(3);
    }

    [Fact]
    public void The_mixed_derivative_of_a_power_is_right_at_an_exponent_of_zero()
    {
        Node x = 2.0, exponent = 0.0;
        var first = Differentiate.Gradient(x.Pow(exponent), x)[0];
        first.Data.Should().Be(0);
        Differentiate.Gradient(first, exponent)[0].Data.ShouldAgree(0.5, 1e-15);
        x.Data = 0;
        new Graph(first).Forward().Should().Be(0);
    }

    [Fact]
    public void A_million_nodes_deep_is_an_ordinary_graph()
    {
        Node x = 1.0;
        var y = x;
        for (int i = 0; i < 500_000; i++) y = (y + 1) * 0.5;
        Differentiate.Gradient(y, x)[0].Data.Should().Be(0, "a half, half a million times over");
        var z = x;
        for (int i = 0; i < 1_000_000; i++) z = -z;
        Differentiate.Gradient(z, x)[0].Data.Should().Be(1);
        var w = x * x;
        for (int i = 0; i < 300_000; i++) w = w.Sin();
        var slope = Differentiate.Gradient(w, x)[0];
        w.Backward();
        slope.Data.ShouldAgree(x.Grad, 1e-9);
    }

    [Fact]
    public void An_operator_without_slopes_in_nodes_fails_by_name_and_says_what_to_write()
    {
        Node x = 2.0, y = 3.0;
        Message(Node.From(new NumberOnly(), x))
            .Should().Contain("'number only' (NumberOnly)").And.Contain("override Node Slope(Node x, Node y) in NumberOnly")
            .And.Contain("dy/dx");
        Message(Node.From(new NumbersOnly(), x, y))
            .Should().Contain("'numbers only'").And.Contain("override (Node Left, Node Right) Slopes(Node left, Node right, Node y)");
        Message(Node.From(new SumOfSquares(), x))
            .Should().Contain("'sumsq' (SumOfSquares)")
            .And.Contain("override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes)");
        Message(Node.From(new ScaledDifference(), x, y))
            .Should().Contain("'10(x-y+...)'").And.Contain("implement Node[] IBackward.SlopesInNodes(Value output)");

        string Message(Node result) =>
            FluentActions.Invoking(() => Differentiate.Gradient(result * 2, x)).Should().Throw<NotSupportedException>().Which.Message;
    }

    [Fact]
    public void Users_operators_with_slopes_in_nodes_are_differentiated_to_any_order()
    {
        Node x = 0.5, y = 2.0;
        var cube = Node.From(new Cube(), x, y);
        Derivative(cube, x, 2).Data.Should().Be(12, "6 x y²");
        Differentiate.Gradient(Differentiate.Gradient(cube, y)[0], x)[0].Data.Should().Be(6 * 0.25 * 2);
        FluentActions.Invoking(() => Differentiate.Gradient(Node.From(new TooFew(), x, y), x)).Should().Throw<InvalidOperationException>()
            .WithMessage("SlopesInNodes of the operator 'too few' must return one slope for each of its 2 inputs, but returned 1.");
        FluentActions.Invoking(() => Differentiate.Gradient(Node.From(new LeftOut(), x, y), y)).Should().Throw<InvalidOperationException>()
            .WithMessage("SlopesInNodes of the operator 'left out' returned default(Node), which has no value, as the slope for input 1.");
        Differentiate.Gradient(Node.From(new LeftOut(), x, y), x)[0].Data.Should().Be(1, "nobody asked for the other");
    }

    [Fact]
    public void A_leaf_that_a_users_operator_keeps_is_a_leaf_of_the_gradient()
    {
        Node x = 2.0, kept = 3.0;
        var gradient = Differentiate.Gradient(5 * Node.From(new Scaled(kept), x), x)[0];
        gradient.Data.Should().Be(15);
        kept.Data = 4;
        new Graph(gradient).Forward().Should().Be(20, "the operator's slope has changed");
        var tape = Tape.Record(1, row => Differentiate.Gradient(Node.From(new Scaled(kept), row[0]) * row[0], row[0])[0]);
        kept.Data = 7;
        tape.Mean([3.0]).Should().Be(42, "on a tape it is a parameter");
        var product = Node.From(new Scaled(x), x);
        Differentiate.Gradient(product, x)[0].Should().Be(x, "an input as a slope");
    }

    [Fact]
    public void A_constant_slope_of_a_users_operator_counts_as_one()
    {
        Node x = 2.0;
        var shifted = Node.From(new Shifted(), x);
        Differentiate.Gradient(shifted, x)[0].Data.Should().Be(1);
        var second = Differentiate.Gradient(Differentiate.Gradient(shifted * shifted, x)[0], x)[0];
        second.Data.Should().Be(2);
        var gradient = new Graph(Differentiate.Gradient(shifted.Sin(), x)[0]);
        gradient.CountBySymbol().Keys.Should().Equal(["cos", "shifted"], "a slope of 1 makes no node");
    }

    [Fact]
    public void A_gradient_that_overflows_stays_silent_where_the_slope_is_zero()
    {
        Node x = -1.0;
        var y = x.ReLU();
        for (int i = 0; i < 1100; i++) y += y;
        y.Backward();
        x.Grad.Should().Be(0);
        Differentiate.Gradient(y, x)[0].Data.Should().Be(0);
    }

    [Fact]
    public void Many_variables_are_many_times_one()
    {
        Node[] x = [.. Enumerable.Range(0, 200_000).Select(i => (Node)i)];
        var gradients = Differentiate.Gradient(Node.Sum(x) * x[1], [.. x, .. x]);
        gradients[0].Data.Should().Be(1);
        gradients[x.Length].Should().Be(gradients[0], "a node that occurs twice has one gradient");
        var unused = Differentiate.Gradient(x[0] * 2, x[1], x[0], x[1]);
        unused[2].Should().Be(unused[0]);
    }

    [Fact]
    public void A_node_without_a_value_is_refused()
    {
        Node x = 1.0;
        FluentActions.Invoking(() => Differentiate.Gradient(default, x))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
        FluentActions.Invoking(() => Differentiate.Gradient(x, default(Node)))
            .Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*");
    }

    private static Node Derivative(Node y, Node x, int order)
    {
        for (int i = 0; i < order; i++) y = Differentiate.Gradient(y, x)[0];
        return y;
    }

    private sealed class NumberOnly : UnaryExpr
    {
        public override string Symbol => "number only";

        protected override double Evaluate(double x) => x;

        protected override double Slope(double x, double y) => 1;
    }

    private sealed class NumbersOnly : BinaryExpr
    {
        public override string Symbol => "numbers only";

        protected override double Evaluate(double left, double right) => left;

        protected override (double Left, double Right) Slopes(double left, double right, double y) => (1, 0);
    }

    /// <summary>x³ y², which implements the interface directly.</summary>
    private sealed class Cube : IBackward
    {
        public string Symbol => "cube";

        public double Forward(Value output) => Math.Pow(output.Inputs[0].Data, 3) * Math.Pow(output.Inputs[1].Data, 2);

        public void Backward(Value output) => throw new NotSupportedException("Only its slopes in nodes are asked for.");

        public Node[] SlopesInNodes(Value output)
        {
            Node x = new(output.Inputs[0]), y = new(output.Inputs[1]);
            return [3 * x.Pow(2) * y.Pow(2), 2 * x.Pow(3) * y];
        }
    }

    private sealed class LeftOut : NaryExpr
    {
        public override string Symbol => "left out";

        protected override double Evaluate(ReadOnlySpan<double> x) => x[0];

        protected override void Slopes(ReadOnlySpan<double> x, double y, Span<double> slopes) => (slopes[0], slopes[1]) = (1, 0);

        protected override void Slopes(ReadOnlySpan<Node> x, Node y, Span<Node> slopes) => slopes[0] = 1;
    }

    /// <summary>x times the data of a leaf that the operator holds. The data changes.</summary>
    private sealed class Scaled(Node factor) : UnaryExpr
    {
        public override string Symbol => "scaled";

        protected override double Evaluate(double x) => factor.Data * x;

        protected override double Slope(double x, double y) => factor.Data;

        protected override Node Slope(Node x, Node y) => factor;
    }

    private sealed class Shifted : UnaryExpr
    {
        public override string Symbol => "shifted";

        protected override double Evaluate(double x) => x + 1;

        protected override double Slope(double x, double y) => 1;

        protected override Node Slope(Node x, Node y) => 1;
    }

    private sealed class TooFew : IBackward
    {
        public string Symbol => "too few";

        public double Forward(Value output) => 0;

        public void Backward(Value output)
        {
        }

        public Node[] SlopesInNodes(Value output) => [1];
    }
}
