using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

/// <summary>The operator contract covers public operators only. These tests check the same for an internal one.</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0, 0.5, 0.398942280401432677)]
    [InlineData(1, 0.841344746068542948, 0.241970724519143350)]
    [InlineData(-1, 0.158655253931457051, 0.241970724519143350)]
    [InlineData(-10, 7.61985302416052607e-24, 7.69459862670641935e-23)]
    [InlineData(-20, 2.75362411860623370e-89, 5.52094836215976319e-88)]
    [InlineData(-30, 4.90671392714818706e-198, 1.47364613487854752e-196)]
    [InlineData(800, 1, 0)]
    [InlineData(-800, 0, 0)]
    [InlineData(1e300, 1, 0)]
    [InlineData(double.PositiveInfinity, 1, 0)]
    [InlineData(double.NegativeInfinity, 0, 0)]
    [InlineData(double.NaN, double.NaN, double.NaN)]
    public void The_lower_tail_keeps_its_digits_and_the_slope_is_the_density(double at, double value, double slope)
    {
        Node x = at;
        var y = Apply(x);
        y.Data.ShouldAgree(value, 1e-12);
        y.Backward();
        x.Grad.ShouldAgree(slope, 1e-12);
        var inNodes = Differentiate.Gradient(y, x)[0];
        inNodes.Data.ShouldAgree(slope, 1e-12);
        double second = double.IsNaN(at) ? double.NaN : slope == 0 ? 0 : -at * slope;
        Differentiate.Gradient(inNodes, x)[0].Data.ShouldAgree(second, 1e-12);
    }

    [Fact]
    public void What_is_below_and_what_is_above_make_one()
    {
        for (double x = -6; x <= 6; x += 0.37) (Apply(x).Data + Apply(-x).Data).ShouldAgree(1, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(23)]
    public void Its_rule_over_rows_is_its_rule_for_one(int rows)
    {
        double[][] points = [.. RowsContract.AwkwardNumbers.Take(rows).Select(number => (double[])[number])];
        foreach (double gradient in (double[])[0, 1, -1.5, double.PositiveInfinity])
        {
            RowsContract.Check(x => Apply(x[0]), points, [.. points.Select(_ => gradient)]);
        }
    }

    [Fact]
    public void Its_rule_over_rows_agrees_over_the_whole_range_of_doubles() => RowsSweep.Check(x => Apply(x[0]));

    private static Node Apply(Node x) => Node.From(Rule<NormalDistribution>.Shared, x);
}
