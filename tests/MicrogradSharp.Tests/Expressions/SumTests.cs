using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SumTests : OperatorContract<Sum>
{
    protected override Node Apply(Node[] x) => Node.Sum(x);

    protected override string[] ReferenceNames => ["sum"];

    protected override int[] InputCounts => [1, 2, 3, 17, 100];

    protected override SpecialCase[] SpecialCases =>
    [
        new([double.PositiveInfinity, double.NegativeInfinity], double.NaN, [1, 1]),
        new([1, double.NaN, 2], double.NaN, [1, 1, 1]),
    ];

    protected override Identity[] Identities =>
    [
        new("a chain of additions", x => Node.Sum(x), x => x.Skip(1).Aggregate(x[0] * 1, (sum, term) => sum + term)),
    ];

    [Fact]
    public void No_terms_give_zero()
    {
        Node.Sum().Data.Should().Be(0);
    }

    [Fact]
    public void A_million_terms_are_one_node()
    {
        Node x = 2.0;
        var y = Node.Sum([.. Enumerable.Repeat(x, 1_000_000)]);
        y.Backward();
        y.Data.Should().Be(2e6);
        x.Grad.Should().Be(1e6);
        new Graph(y).Count.Should().Be(2);
    }
}
