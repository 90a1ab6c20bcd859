using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class WhereTests : OperatorContract<Where>
{
    protected override Node Apply(Node[] x) => Node.Where(x[0], x[1], x[2]);

    protected override int[] InputCounts => [3];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new([1, 2, 3], 2, [0, 1, 0]),
        new([0, 2, 3], 3, [0, 0, 1]),
        new([-0.0, 2, 3], 3, [0, 0, 1]),
        new([double.NaN, 2, 3], 3, [0, 0, 1]),
        new([1, 2, double.NaN], 2, [0, 1, 0]),
        new([-1, double.PositiveInfinity, 3], 3, [0, 0, 1]),
    ];

    protected override Identity[] Identities =>
    [
        new("the other way round", x => Node.Where(x[0], x[1], x[2]), x => Node.Where(-x[0], x[2], x[1])),
    ];

    [Fact]
    public void The_branch_not_taken_gets_nothing_even_from_an_infinite_gradient()
    {
        Node x = -1.0, zero = 0.0;
        Node.Where(x, zero.Sqrt(), zero).Sqrt().Backward();
        x.Grad.Should().Be(0);
        zero.Grad.Should().Be(double.PositiveInfinity);
    }
}
