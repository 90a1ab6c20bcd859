using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class RemainderTests : OperatorContract<Remainder>
{
    protected override Node Apply(Node[] x) => Node.Remainder(x[0], x[1]);

    protected override int[] InputCounts => [2];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[1]) > 0.5 && Math.Abs(x[0] / x[1] - Math.Round(x[0] / x[1])) > 0.01;

    protected override SpecialCase[] SpecialCases =>
    [
        new([7, 3], 1, [1, -2]),
        new([-7, 3], 2, [1, 3]),
        new([7, -3], -2, [1, 3]),
        new([-7, -3], -1, [1, -2]),
        new([5.5, 2], 1.5, [1, -2]),
        new([6, 3], 0, [1, -2]),
        new([1, 0], double.NaN, [1, double.NaN]),
        new([double.PositiveInfinity, 3], double.NaN, [1, double.NaN]),
        new([2, double.PositiveInfinity], 2, [1, 0]),
        new([-2, double.PositiveInfinity], double.PositiveInfinity, [1, double.NaN]),
        new([double.NaN, 3], double.NaN, [1, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => Node.Remainder(x[0], x[1]), x => x[0] - x[1] * (x[0] / x[1]).Floor()),
    ];

    [Fact]
    public void The_slope_follows_from_the_value_where_both_round()
    {
        Node dividend = -1e-20, divisor = 3.0;
        var y = Node.Remainder(dividend, divisor);
        y.Backward();
        y.Data.Should().Be(3, "the rounded sum");
        divisor.Grad.Should().Be(1);
    }
}
