using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class PowerTimesLogTests
{
    [Theory]
    [InlineData(2, 3)]
    [InlineData(0.3, -1.5)]
    [InlineData(1.7, 0)]
    [InlineData(1, 1)]
    public void It_is_the_power_times_the_logarithm_and_so_are_its_derivatives(double x, double exponent)
    {
        Compare(PowerTimesLog.Of, (a, e) => (a.Log() * e).Exp() * a.Log(), order: 3);

        void Compare(Func<Node, Node, Node> actual, Func<Node, Node, Node> expected, int order)
        {
            Node a = x, e = exponent;
            CompareNodes(actual(a, e), expected(a, e), order);

            void CompareNodes(Node left, Node right, int more)
            {
                left.Data.ShouldBeNear(right.Data, 1e-12);
                if (more == 0) return;
                var (lefts, rights) = (Differentiate.Gradient(left, a, e), Differentiate.Gradient(right, a, e));
                for (int i = 0; i < 2; i++) CompareNodes(lefts[i], rights[i], more - 1);
            }
        }
    }

    [Theory]
    [InlineData(0, 2, 0, 0, 0)]
    [InlineData(0, 1, 0, 1, 0)]
    [InlineData(0, 0, 0, double.PositiveInfinity, 0)]
    [InlineData(0, -1, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(-1, 2, double.NaN, double.NaN, double.NaN)]
    public void It_has_cases_at_zero(double x, double exponent, double value, double slope, double slopeInExponent)
    {
        Node a = x, e = exponent;
        var y = PowerTimesLog.Of(a, e);
        y.Backward();
        (y.Data, a.Grad, e.Grad).Should().Be((value, slope, slopeInExponent));
        Differentiate.Gradient(y, a, e).Select(node => node.Data).Should().Equal(slope, slopeInExponent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Its_rule_over_rows_is_its_rule_for_one(int rows)
    {
        double[] numbers = RowsContract.AwkwardNumbers;
        double[][] points = [.. numbers.SelectMany(x => numbers.Select(e => (double[])[x, e]))];
        for (int start = 0; start + rows <= points.Length; start += rows)
        {
            double[] gradient = [.. Enumerable.Range(0, rows).Select(r => r % 3 - 1.0)];
            RowsContract.Check(x => PowerTimesLog.Of(x[0], x[1]), points[start..(start + rows)], gradient);
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_over_the_whole_range_of_doubles() =>
        RowsSweep.Check(x => PowerTimesLog.Of(x[0], x[1]), inputs: 2);
}
