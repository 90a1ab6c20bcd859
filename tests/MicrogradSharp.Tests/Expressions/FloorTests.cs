using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class FloorTests : OperatorContract<Floor>
{
    protected override Node Apply(Node[] x) => x[0].Floor();

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0] - Math.Round(x[0])) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(2.7, 2, 0),
        new(-2.7, -3, 0),
        new(3, 3, 0),
        new(0, 0, 0),
        new(1e300, 1e300, 0),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NegativeInfinity, double.NegativeInfinity, 0),
        new(double.NaN, double.NaN, 0),
    ];

    protected override Identity[] Identities =>
    [
        new("the negative ceiling of the negative", x => x[0].Floor(), x => -(-x[0]).Ceiling()),
    ];

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void No_gradient_passes(double seed)
    {
        Node x = 2.7;
        x.Floor().Backward(seed);
        x.Grad.Should().Be(0);
    }
}
