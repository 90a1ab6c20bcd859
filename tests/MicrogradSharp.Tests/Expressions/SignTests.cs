using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SignTests : OperatorContract<Sign>
{
    protected override Node Apply(Node[] x) => x[0].Sign();

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(-3, -1, 0),
        new(1e-300, 1, 0),
        new(0, 0, 0),
        new(double.PositiveInfinity, 1, 0),
        new(double.NegativeInfinity, -1, 0),
        new(double.NaN, double.NaN, 0),
    ];

    protected override Identity[] Identities =>
    [
        new("a quotient", x => x[0].Sign(), x => x[0] / x[0].Abs()),
        new("the sign is odd", x => (-x[0]).Sign(), x => -x[0].Sign()),
    ];

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void No_gradient_passes(double seed)
    {
        Node x = 2.7;
        x.Sign().Backward(seed);
        x.Grad.Should().Be(0);
    }
}
