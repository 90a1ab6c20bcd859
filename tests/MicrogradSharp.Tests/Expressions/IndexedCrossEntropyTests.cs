using MicrogradSharp.Nn;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class IndexedCrossEntropyTests
{
    private static readonly int[] s_logitCounts = [1, 2, 3, 17, 30];

    [Theory]
    [InlineData(0, 0, 0, 0.69314718055994531, -0.5, 0.5)]
    [InlineData(1, 0, 0, 0.69314718055994531, 0.5, -0.5)]
    [InlineData(0, 800, -800, 0, 0, 0)]
    [InlineData(1, 800, -800, 1600, 1, -1)]
    [InlineData(-0.0, 3, double.NegativeInfinity, 0, 0, 0)]
    [InlineData(1, 3, double.NegativeInfinity, double.PositiveInfinity, 1, -1)]
    [InlineData(2, 1, 1, double.NaN, 0, 0)]
    [InlineData(-1, 1, 1, double.NaN, 0, 0)]
    [InlineData(0.5, 1, 1, double.NaN, 0, 0)]
    [InlineData(double.NaN, 1, 1, double.NaN, 0, 0)]
    public void It_has_the_value_and_the_slopes_of_the_formula(
        double target, double first, double second, double value, double firstSlope, double secondSlope)
    {
        Node t = target, x = first, y = second;
        var loss = Loss.CrossEntropy([x, y], t);
        loss.Value.Rule.Should().BeOfType<IndexedCrossEntropy>();
        loss.Backward();
        loss.Data.ShouldAgree(value, 1e-15);
        (x.Grad, y.Grad, t.Grad).Should().Be((firstSlope, secondSlope, 0));
    }

    [Fact]
    public void Its_rule_over_rows_is_its_rule_for_one()
    {
        var random = new Random(1);
        foreach (int logits in s_logitCounts)
        {
            foreach (int rows in (int[])[1, 2, 5, 8, 33])
            {
                double[][] points = [.. Enumerable.Range(0, rows).Select(_ => Point(random, logits))];
                double[] gradient = [.. points.Select((_, r) => r % 3 - 1.0)];
                RowsContract.Check(x => Loss.CrossEntropy(x[1..], x[0]), points, gradient, point => 1e-15 * point.Max(Math.Abs));
            }
        }
    }

    [Fact]
    public void Its_second_derivatives_are_those_of_the_formula()
    {
        foreach (double target in (double[])[0, 1, 2, 3, 0.5])
        {
            double[] at = [0.3, -1.2, 2.0];
            bool isClass = target is 0 or 1 or 2;
            double[,] hessian = Differentiate.Hessian(x => Loss.CrossEntropy(x, (Node)target), at);
            double[,] expected = isClass ? Differentiate.Hessian(x => Node.LogSumExp(x) - x[(int)target], at) : new double[3, 3];
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 3; j++) hessian[i, j].ShouldBeNear(expected[i, j], 1e-15, $"target {target}");
            }
        }
    }

    // some targets are no class
    private static double[] Point(Random random, int logits) =>
        [random.Next(-1, logits + 1), .. Enumerable.Range(0, logits).Select(_ => random.NextDouble() * 20 - 10)];
}
