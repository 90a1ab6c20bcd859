using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ConditionTests
{
    private static readonly Condition[] s_all = [Condition.Equal, Condition.PowerOfZero];

    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(0.0, -0.0, 1)]
    [InlineData(2, 3, 0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 1)]
    [InlineData(double.NaN, double.NaN, 0)]
    [InlineData(double.NaN, 1, 0)]
    public void Equal_numbers_are_equal_and_nothing_equals_a_nan(double left, double right, double expected) =>
        Condition.Of(Condition.Equal, left, right).Data.Should().Be(expected);

    [Theory]
    [InlineData(0, 2, 1)]
    [InlineData(-0.0, 0.5, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, -1, 0)]
    [InlineData(0, double.NaN, 0)]
    [InlineData(1e-300, 2, 0)]
    [InlineData(double.NaN, 2, 0)]
    public void A_power_of_zero_has_the_base_zero_and_an_exponent_from_zero(double x, double exponent, double expected) =>
        Condition.Of(Condition.PowerOfZero, x, exponent).Data.Should().Be(expected);

    [Fact]
    public void Nothing_flows_back_through_it_whatever_comes()
    {
        foreach (var condition in s_all)
        {
            foreach (double seed in (double[])[1, double.NegativeInfinity, double.NaN])
            {
                Node left = 0.0, right = 0.0;
                Condition.Of(condition, left, right).Backward(seed);
                (left.Grad, right.Grad).Should().Be((0, 0), $"{condition} under {seed}");
            }
        }
    }

    [Fact]
    public void It_ends_the_path_of_a_derivative_in_nodes()
    {
        foreach (var condition in s_all)
        {
            Node x = 0.0, other = 2.0;
            condition.IsFlat.Should().BeTrue();
            var holds = Condition.Of(condition, x, other);
            holds.Value.Rule!.SlopesInNodes(holds.Value).Select(slope => slope.Data).Should().Equal(0.0, 0.0);
            Differentiate.Gradient(x * holds, x)[0].Should().Be(holds);
            Differentiate.Gradient(holds, x, other)
                .Should().AllSatisfy(gradient => (gradient.Data, gradient.Value.IsLeaf).Should().Be((0, true)));
        }
    }

    [Fact]
    public void Its_rule_over_rows_is_its_rule_for_one()
    {
        double[] numbers = RowsContract.AwkwardNumbers;
        foreach (var condition in s_all)
        {
            foreach (double first in numbers)
            {
                double[][] points = [.. numbers.Select(second => (double[])[first, second])];
                RowsContract.Check(x => Condition.Of(condition, x[0], x[1]), points, [.. points.Select((_, r) => r % 3 - 1.0)]);
                RowsContract.Check(x => Condition.Of(condition, x[0], x[1]), points[..1], [double.PositiveInfinity]);
            }
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_over_the_whole_range_of_doubles()
    {
        foreach (var condition in s_all) RowsSweep.Check(x => Condition.Of(condition, x[0], x[1]), inputs: 2);
    }

    [Fact]
    public void A_tape_runs_it()
    {
        var tape = Tape.Record(
            2, row => new[] { Condition.Of(Condition.Equal, row[0], row[1]), Condition.Of(Condition.PowerOfZero, row[0], row[1]) });
        double[] outputs = new double[6];
        tape.Evaluate([0, 0, 0, -1, 3, 3], outputs);
        outputs.Should().Equal(1, 1, 0, 0, 1, 0);
    }
}
