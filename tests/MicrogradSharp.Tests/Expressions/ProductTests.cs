using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ProductTests : OperatorContract<Product>
{
    protected override Node Apply(Node[] x) => Node.Product(x);

    protected override string[] ReferenceNames => ["prod"];

    protected override int[] InputCounts => [1, 2, 3, 17];

    protected override (double Low, double High) Domain => (0.5, 1.5);

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 3, 4], 0, [12, 0, 0]),
        new([0, 3, 0], 0, [0, 0, 0]),
        new([2, double.NaN], double.NaN, [double.NaN, 2]),
    ];

    protected override Identity[] Identities =>
    [
        new("a chain of multiplications", x => Node.Product(x), x => x.Skip(1).Aggregate(x[0] * 1, (product, factor) => product * factor)),
    ];

    [Fact]
    public void No_factors_give_one()
    {
        Node.Product().Data.Should().Be(1);
    }
}
