using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class NormTests : OperatorContract<Norm>
{
    protected override Node Apply(Node[] x) => Node.Norm(x);

    protected override string[] ReferenceNames => ["norm"];

    protected override int[] InputCounts => [1, 2, 3, 17, 100];

    protected override bool IsSmoothAt(double[] x) => x.Any(component => Math.Abs(component) > 0.1);

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 0], 0, [0, 0]),
        new([3, 4], 5, [0.6, 0.8]),
        new([3e200, 4e200], 5e200, [0.6, 0.8]),
        new([3e-200, 4e-200], 5e-200, [0.6, 0.8]),
        new([double.NegativeInfinity, 1], double.PositiveInfinity, [double.NaN, 0]),
        new([double.NaN, 1], double.NaN, [double.NaN, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("the root of the sum of squares", x => Node.Norm(x), x => Node.Sum([.. x.Select(node => node * node)]).Sqrt()),
    ];

    [Fact]
    public void No_components_give_zero()
    {
        Node.Norm().Data.Should().Be(0);
    }
}
