using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ChainProductTests
{
    [Fact]
    public void A_gradient_of_zero_gives_zero_whatever_the_slope()
    {
        foreach (double slope in RowsContract.AwkwardNumbers)
        {
            ChainProduct.Of(slope, 0).Data.Should().Be(0);
            ChainProduct.OfStopping(slope, -0.0).Data.Should().Be(0);
        }
    }

    [Fact]
    public void A_slope_of_zero_gives_zero_only_where_it_stops()
    {
        ChainProduct.OfStopping(0, double.PositiveInfinity).Data.Should().Be(0);
        ChainProduct.OfStopping(0, double.NaN).Data.Should().Be(0);
        ChainProduct.Of(0, double.PositiveInfinity).Data.Should().Be(double.NaN);
        ChainProduct.Of(3, 4).Data.Should().Be(12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Its_rule_over_rows_is_its_rule_for_one(int rows)
    {
        double[] numbers = RowsContract.AwkwardNumbers;
        foreach (double first in numbers)
        {
            double[][] points =
            [
                .. Enumerable.Range(0, rows).Select(r => (double[])[first, numbers[(7 * r) % numbers.Length]]),
                .. numbers.Select(second => (double[])[first, second]).Take(rows == 1 ? 0 : numbers.Length),
            ];
            double[] gradient = [.. points.Select((_, r) => r % 3 - 1.0)];
            RowsContract.Check(x => ChainProduct.Of(x[0], x[1]), points, gradient);
            RowsContract.Check(x => ChainProduct.OfStopping(x[0], x[1]), points, gradient);
        }
    }

    [Fact]
    public void A_factor_of_zero_stops_what_flows_back_to_the_other()
    {
        foreach (double seed in (double[])[double.PositiveInfinity, double.NaN])
        {
            Node slope = 0.0, gradient = 0.0;
            ChainProduct.Of(slope, gradient).Backward(seed);
            ChainProduct.OfStopping(slope, gradient).Backward(seed);
            (slope.Grad, gradient.Grad).Should().Be((0, 0));
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_over_the_whole_range_of_doubles()
    {
        RowsSweep.Check(x => ChainProduct.Of(x[0], x[1]), inputs: 2);
        RowsSweep.Check(x => ChainProduct.OfStopping(x[0], x[1]), inputs: 2);
    }

    [Fact]
    public void Its_own_derivative_is_that_of_a_product()
    {
        Node slope = 3.0, gradient = 4.0;
        ChainProduct.OfStopping(slope, gradient).Backward();
        (slope.Grad, gradient.Grad).Should().Be((4, 3));
        var inNodes = Differentiate.Gradient(ChainProduct.Of(slope, gradient), slope, gradient);
        inNodes.Should().Equal(gradient, slope);
    }
}
