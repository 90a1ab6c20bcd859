using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ReLUTests : OperatorContract<ReLU>
{
    protected override Node Apply(Node[] x) => x[0].ReLU();

    protected override string[] ReferenceNames => ["relu"];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 0),
        new(-0.0, 0, 0),
        new(double.PositiveInfinity, double.PositiveInfinity, 1),
        new(double.NegativeInfinity, 0, 0),
        new(double.NaN, double.NaN, 1),
    ];

    protected override Identity[] Identities =>
    [
        new("half of x plus its size", x => x[0].ReLU(), x => (x[0] + x[0].Abs()) / 2),
        new("the larger of x and 0", x => x[0].ReLU(), x => Node.Max(x[0], 0)),
    ];

    [Fact]
    public void The_flat_side_stays_silent_under_an_infinite_gradient()
    {
        Node x = -1.0;
        x.ReLU().Sqrt().Backward();
        x.Grad.Should().Be(0);
    }
}
