using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class LogitTests : OperatorContract<Logit>
{
    protected override Node Apply(Node[] x) => x[0].Logit();

    protected override (double Low, double High) Domain => (0.05, 0.95);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0.5, 0, 4),
        new(1e-300, -690.775527898213705, 1e300),
        new(0.5000000001, 4.000000330961484e-10, 4),
        new(0.999, 6.90675477864855263, 1001.00100100100011),
        new(0, double.NegativeInfinity, double.PositiveInfinity),
        new(-0.0, double.NegativeInfinity, double.NegativeInfinity),
        new(1, double.PositiveInfinity, double.PositiveInfinity),
        new(-0.5, double.NaN, double.NaN),
        new(1.5, double.NaN, double.NaN),
        new(double.PositiveInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the sigmoid undoes it", x => x[0].Logit().Sigmoid(), x => x[0] * 1),
        new("the definition", x => x[0].Logit(), x => (x[0] / (1 - x[0])).Log()),
        new("odd about one half", x => x[0].Logit(), x => -(1 - x[0]).Logit()),
    ];
}
