namespace MicrogradSharp.Tests.Expressions;

public sealed class ChainRuleTests
{
    private const double Infinity = double.PositiveInfinity;

    public static TheoryData<int> Lengths => [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 100];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_adds_slope_times_gradient_to_every_row_and_to_no_other(int rows)
    {
        double[] slopes = [.. Enumerable.Range(1, rows).Select(r => 0.5 * r)];
        double[] gradient = [.. Enumerable.Range(1, rows).Select(r => 3.0 - r)];
        double[] sum = Enumerable.Repeat(10.0, rows + 2).ToArray(), sloped = [.. sum];
        ChainRule.Add(slopes, gradient, sum.AsSpan(1, rows));
        ChainRule.AddWhereSloped(slopes, gradient, sloped.AsSpan(1, rows));
        sum.Should().Equal([10, .. slopes.Zip(gradient, (slope, g) => 10 + slope * g), 10]);
        sloped.Should().Equal(sum);
    }

    [Theory]
    [InlineData(Infinity, 0, 0, 0)]
    [InlineData(double.NaN, 0, 0, 0)]
    [InlineData(-Infinity, -0.0, 0, 0)]
    [InlineData(0, Infinity, double.NaN, 0)]
    [InlineData(-0.0, double.NaN, double.NaN, 0)]
    [InlineData(Infinity, -2, -Infinity, -Infinity)]
    [InlineData(double.NaN, 1, double.NaN, double.NaN)]
    [InlineData(1, double.NaN, double.NaN, double.NaN)]
    public void Zeros_silence_what_they_should(double slope, double gradient, double contribution, double slopedContribution)
    {
        foreach (int rows in (int[])[1, 8, 11])
        {
            double[] slopes = Enumerable.Repeat(slope, rows).ToArray(), gradients = Enumerable.Repeat(gradient, rows).ToArray();
            double[] sum = new double[rows], sloped = new double[rows];
            ChainRule.Add(slopes, gradients, sum);
            ChainRule.AddWhereSloped(slopes, gradients, sloped);
            sum.Should().OnlyContain(number => number.Equals(contribution));
            sloped.Should().OnlyContain(number => number.Equals(slopedContribution));
        }
    }

    [Fact]
    public void Both_operands_may_be_the_same_value()
    {
        double[] x = [1, 2, 3, 4, 5], y = new double[5], gradient = [1, 1, 0, 2, 1], sum = [100, 0, 0, 0, 0];
        var rule = new Mul();
        rule.ForwardRows(x, x, y, isUniform: false);
        rule.BackwardRows(x, x, y, gradient, sum, sum, new double[5], new double[5], isUniform: false);
        sum.Should().Equal(102, 4, 0, 16, 10);
    }

    [Fact]
    public void An_empty_gradient_is_not_computed()
    {
        double[] left = [1, 2, 3, 4, 5], right = [6, 7, 8, 9, 10], y = new double[5], gradient = [1, 1, 1, 1, 1];
        double[] leftGradient = new double[5], rightGradient = new double[5];
        var rule = new Mul();
        rule.BackwardRows(left, right, y, gradient, leftGradient, [], new double[5], new double[5], isUniform: false);
        rule.BackwardRows(left, right, y, gradient, [], rightGradient, new double[5], new double[5], isUniform: false);
        leftGradient.Should().Equal(right);
        rightGradient.Should().Equal(left);
    }
}
