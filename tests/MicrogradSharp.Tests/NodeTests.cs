using System.Globalization;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests;

public sealed class NodeTests
{
    [Fact]
    public void The_example_of_micrograd_gives_its_numbers()
    {
        Node a = -4.0, b = 2.0;
        var c = a + b;
        var d = a * b + b.Pow(3);
        c += c + 1;
        c += 1 + c + (-a);
        d += d * 2 + (b + a).ReLU();
        d += 3 * d + (b - a).ReLU();
        var e = c - d;
        var f = e.Pow(2);
        var g = f / 2.0;
        g += 10.0 / f;
        g.Backward();
        g.Data.Should().Be(24.70408163265306);
        a.Grad.ShouldBeNear(138.8338192419825, 1e-14);
        b.Grad.ShouldBeNear(645.5772594752186, 1e-14);
    }

    [Fact]
    public void The_sanity_check_of_micrograd_gives_its_numbers()
    {
        Node x = -4.0;
        var z = 2 * x + 2 + x;
        var q = z.ReLU() + z * x;
        var h = (z * z).ReLU();
        var y = h + q + q * x;
        y.Backward();
        y.Data.Should().Be(-20);
        x.Grad.Should().Be(46);
    }

    [Fact]
    public void The_expression_of_the_lecture_gives_its_numbers()
    {
        Node a = 2.0, b = -3.0, c = 10.0, f = -2.0;
        var loss = (a * b + c) * f;
        loss.Backward();
        loss.Data.Should().Be(-8);
        new[] { a.Grad, b.Grad, c.Grad, f.Grad }.Should().Equal(6, -4, -2, 4);
    }

    [Fact]
    public void The_exercise_of_the_lecture_gives_its_numbers()
    {
        Node a = 2.0, b = 3.0, c = 4.0;
        var y = -a.Pow(3) + (3 * b).Sin() - 1 / c + b.Pow(2.5) - a.Sqrt();
        y.Backward();
        y.Data.ShouldBeNear(6.336362190988558, 1e-14);
        a.Grad.ShouldBeNear(-12.353553390593273, 1e-14);
        b.Grad.ShouldBeNear(10.25699027111255, 1e-14);
        c.Grad.ShouldBeNear(0.0625, 1e-14);
    }

    [Fact]
    public void X_to_the_x_differentiates_base_and_exponent()
    {
        Node x = 2.0;
        x.Pow(x).Backward();
        x.Grad.ShouldBeNear(6.772588722239782, 1e-14);
    }

    [Fact]
    public void Doubling_twice_gives_four()
    {
        Node a = 3.0;
        var b = a + a;
        (b + b).Backward();
        a.Grad.Should().Be(4);
    }

    [Fact]
    public void A_whole_number_converts_by_way_of_double()
    {
        Node x = 3;
        (1 + x).Data.Should().Be(4);
        (x - 1).Data.Should().Be(2);
        (2 / x).Data.Should().Be(2.0 / 3);
    }

    [Fact]
    public void Default_has_no_value_and_says_so()
    {
        Node missing = default;
        Node x = 1.0;
        Action[] uses =
        [
            () => _ = missing.Data, () => _ = missing.Grad, () => _ = missing.Label, () => _ = missing.Value, () => missing.Backward(),
            () => _ = missing + x, () => _ = x * missing, () => _ = -missing, () => _ = missing.Tanh(), () => _ = x.Pow(missing),
            () => _ = Node.Sum(x, missing), () => _ = Node.Max(x, missing), () => _ = Node.Dot([x], [missing]),
            () => _ = Node.Where(x, x, missing),
            () => _ = new Graph(missing),
        ];
        foreach (var use in uses)
        {
            use.Should().Throw<InvalidOperationException>().WithMessage("*default(Node)*Assign a number first*");
        }
        missing.ToString().Should().Be("Node without a value");
    }

    [Fact]
    public void Equality_is_identity_of_the_value_not_of_the_number()
    {
        Node x = 1.0, same = x, other = 1.0;
        x.Equals(same).Should().BeTrue();
        x.Equals((object)same).Should().BeTrue();
        x.Equals(other).Should().BeFalse();
        x.GetHashCode().Should().Be(same.GetHashCode());
        default(Node).Equals(default).Should().BeTrue();
        new Node(x.Value).Equals(x).Should().BeTrue();
        new HashSet<Node> { x, same, other }.Should().HaveCount(2);
    }

    [Fact]
    public void Text_is_that_of_micrograd_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            commas.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = commas;
            Node x = new(-3.5, "w1");
            (2 * x).Backward();
            x.ToString().Should().Be("w1: Value(data=-3.5, grad=2)");
            new Node(0.25).ToString().Should().Be("Value(data=0.25, grad=0)");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_label_can_be_given_to_any_node()
    {
        Node x = new(1.0, "x");
        var y = x * 2;
        y.Label = "y";
        x.Label.Should().Be("x");
        y.Value.Label.Should().Be("y");
    }

    [Fact]
    public void From_refuses_what_a_rule_does_not_take()
    {
        Node x = 1.0;
        ((Action)(() => Node.From(null!, x))).Should().Throw<ArgumentNullException>().WithParameterName("rule");
        ((Action)(() => Node.From(new Tanh(), x, x)))
            .Should().Throw<ArgumentException>().WithMessage("The operator 'tanh' takes 1 input, but was given 2.*");
        ((Action)(() => Node.From(new Mul(), x)))
            .Should().Throw<ArgumentException>().WithMessage("The operator '*' takes 2 inputs, but was given 1.*");
        ((Action)(() => Node.From(new Where(), x)))
            .Should().Throw<ArgumentException>().WithMessage("The operator 'where' takes 3 inputs, but was given 1.*");
        ((Action)(() => Node.From(new Dot(), x, x, x)))
            .Should().Throw<ArgumentException>().WithMessage("*two vectors of the same length, but was given 3.*");
        ((Action)(() => _ = new Node(null!))).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_binary_operation_is_one_object_of_at_most_80_bytes()
    {
        Node a = 2.0, b = 3.0;
        Allocated.By(() => _ = a * b).Should().BeInRange(1, 64);
    }
}
