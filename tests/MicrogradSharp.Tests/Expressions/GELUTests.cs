using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class GELUTests : OperatorContract<GELU>
{
    protected override Node Apply(Node[] x) => x[0].GELU();

    protected override string[] ReferenceNames => ["gelu"];

    protected override double SlopeRoundingAt(double[] x) => 1e-15 * ErrorFunction.NormalDistribution(x[0]);

    protected override SpecialCase[] SpecialCases =>
    [
        new(1, 0.841344746068543, 1.0833154705876864),
        new(double.PositiveInfinity, double.PositiveInfinity, double.NaN),
        new(double.NegativeInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
        new(-20, -5.507248237212467e-88, -1.1014360483133465e-86),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => x[0].GELU(), x => x[0] / 2 * (1 + (x[0] / Math.Sqrt(2)).Erf())),
        new("x less its mirror image", x => x[0].GELU() - (-x[0]).GELU(), x => x[0] * 1),
    ];
}
