using MicrogradSharp.Tests.Contracts;
using MicrogradSharp.Tests.Operators;

namespace MicrogradSharp.Tests.Expressions;

/// <summary>Operators as a user writes them, in a separate assembly.</summary>
public sealed class CustomOperatorTests
{
    [Fact]
    public void A_unary_operator_is_a_full_citizen()
    {
        Node x = 0.5;
        var y = Node.From(new Softsign(), x) * 2;
        y.Backward();
        y.Data.Should().Be(2.0 / 3);
        x.Grad.Should().BeApproximately(2 / 2.25, 1e-15);
        new Graph(y).CountBySymbol().Keys.Should().Equal("*", "softsign");
    }

    [Fact]
    public void A_binary_operator_is_a_full_citizen()
    {
        Node a = 3.0, b = 4.0;
        var c = Node.From(new Hypotenuse(), a, b);
        c.Backward();
        c.Data.Should().Be(5);
        (a.Grad, b.Grad).Should().Be((0.6, 0.8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void An_nary_operator_takes_any_number_of_inputs(int count)
    {
        Node[] x = [.. Enumerable.Range(1, count).Select(i => (Node)i)];
        var y = Node.From(new SumOfSquares(), x);
        y.Backward();
        y.Data.Should().Be(Enumerable.Range(1, count).Sum(i => (double)i * i));
        x.Select(node => node.Grad).Should().Equal(Enumerable.Range(1, count).Select(i => 2.0 * i));
    }

    [Fact]
    public void A_rule_of_its_own_kind_works_eager_and_retained()
    {
        Node x = 2.0, y = 5.0;
        var rule = new ScaledDifference();
        var z = Node.From(rule, x, y, x);
        z.Backward();
        z.Data.Should().Be(10 * (2 - 5 + 2));
        (x.Grad, y.Grad).Should().Be((20, -10));
        x.Data = 3;
        new Graph(z).Forward().Should().Be(10);
        z.Value.Rule.Should().BeSameAs(rule);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(100)]
    public void Operators_without_rules_over_rows_get_them_from_their_rule_for_one(int rows)
    {
        var random = new Random(rows);
        double[] gradient = [.. Enumerable.Range(0, rows).Select(r => r % 3)];
        RowsContract.Check(x => Node.From(new Softsign(), x[0]), Points(1), gradient);
        RowsContract.Check(x => Node.From(new Hypotenuse(), x[0], x[1]), Points(2), gradient);
        foreach (int n in (int[])[1, 2, 64, 65, 1000]) RowsContract.Check(x => Node.From(new SumOfSquares(), x), Points(n), gradient);

        double[][] Points(int n) =>
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray())];
    }

    private sealed class Softsign : UnaryExpr
    {
        public override string Symbol => "softsign";

        protected override double Evaluate(double x) => x / (1 + Math.Abs(x));

        protected override double Slope(double x, double y) => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x)));
    }

    private sealed class Hypotenuse : BinaryExpr
    {
        public override string Symbol => "hypot";

        protected override double Evaluate(double left, double right) => double.Hypot(left, right);

        protected override (double Left, double Right) Slopes(double left, double right, double y) => (left / y, right / y);
    }
}
