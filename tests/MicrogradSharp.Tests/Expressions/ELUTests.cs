using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ELUTests : OperatorContract<ELU>
{
    protected override Node Apply(Node[] x) => x[0].ELU();

    protected override string[] ReferenceNames => ["elu"];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 1),
        new(-1e-9, -9.999999995e-10, 0.999999999000000001),
        new(double.PositiveInfinity, double.PositiveInfinity, 1),
        new(double.NegativeInfinity, -1, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => x[0].ELU(0.7), x => Node.Where(x[0], x[0], 0.7 * x[0].Expm1())),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-2)]
    public void Every_alpha_agrees_over_rows(double alpha) => RowsSweep.Check(x => x[0].ELU(alpha));
}
