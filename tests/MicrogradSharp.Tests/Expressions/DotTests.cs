using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class DotTests : OperatorContract<Dot>
{
    protected override Node Apply(Node[] x) => Node.Dot(x[..(x.Length / 2)], x[(x.Length / 2)..]);

    protected override int[] InputCounts => [2, 4, 34];

    protected override double RoundingAt(double[] x) =>
        1e-15 * x[..(x.Length / 2)].Zip(x[(x.Length / 2)..], (u, v) => Math.Abs(u * v)).Sum();

    protected override SpecialCase[] SpecialCases =>
    [
        new([1, 2, 3, 4, 5, 6], 32, [4, 5, 6, 1, 2, 3]),
        new([0, double.PositiveInfinity], double.NaN, [double.PositiveInfinity, 0]),
    ];

    protected override Identity[] Identities =>
    [
        new(
            "the sum of the products",
            x => Node.Dot(x[..(x.Length / 2)], x[(x.Length / 2)..]),
            x => Node.Sum([.. x[..(x.Length / 2)].Zip(x[(x.Length / 2)..], (u, v) => u * v)])),
    ];

    [Fact]
    public void Two_empty_vectors_give_zero()
    {
        Node.Dot([], []).Data.Should().Be(0);
    }

    [Fact]
    public void Vectors_of_different_lengths_are_an_error()
    {
        var act = () => Node.Dot([1.0, 2.0], [3.0]);
        act.Should().Throw<ArgumentException>().WithMessage("right must be as long as left, 2, but its length is 1.*");
    }
}
