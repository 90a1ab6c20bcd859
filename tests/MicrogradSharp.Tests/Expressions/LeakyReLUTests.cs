using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class LeakyReLUTests : OperatorContract<LeakyReLU>
{
    protected override Node Apply(Node[] x) => x[0].LeakyReLU();

    protected override string[] ReferenceNames => ["leaky_relu_0.01"];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 0.01),
        new(double.PositiveInfinity, double.PositiveInfinity, 1),
        new(double.NegativeInfinity, double.NegativeInfinity, 0.01),
        new(double.NaN, double.NaN, 0.01),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => x[0].LeakyReLU(0.2), x => Node.Where(x[0], x[0], 0.2 * x[0])),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-2)]
    public void Every_slope_agrees_over_rows(double slope) => RowsSweep.Check(x => x[0].LeakyReLU(slope));
}
