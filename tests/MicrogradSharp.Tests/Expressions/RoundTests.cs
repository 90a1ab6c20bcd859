using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class RoundTests : OperatorContract<Round>
{
    protected override Node Apply(Node[] x) => x[0].Round();

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0] - Math.Floor(x[0]) - 0.5) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(2.7, 3, 0),
        new(-2.7, -3, 0),
        new(2.5, 2, 0),
        new(3.5, 4, 0),
        new(-0.5, -0.0, 0),
        new(0.49999999999999994, 0, 0),
        new(1e300, 1e300, 0),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NegativeInfinity, double.NegativeInfinity, 0),
        new(double.NaN, double.NaN, 0),
    ];

    protected override Identity[] Identities =>
    [
        new("the floor of half a step above", x => x[0].Round(), x => (x[0] + 0.5).Floor()),
    ];

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void No_gradient_passes(double seed)
    {
        Node x = 2.7;
        x.Round().Backward(seed);
        x.Grad.Should().Be(0);
    }
}
