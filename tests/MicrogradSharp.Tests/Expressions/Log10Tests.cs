using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class Log10Tests : OperatorContract<Log10>
{
    protected override Node Apply(Node[] x) => x[0].Log10();

    protected override (double Low, double High) Domain => (0.05, 5);

    protected override SpecialCase[] SpecialCases =>
    [
        new(100, 2, 0.004342944819032518),
        new(1e-300, -300, 4.34294481903251817e299),
        new(1.0000000001, 4.34294517815223655e-11, 0.434294481859822376),
        new(0, double.NegativeInfinity, double.PositiveInfinity),
        new(-0.0, double.NegativeInfinity, double.NegativeInfinity),
        new(-1, double.NaN, -0.434294481903251828),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("a quotient of logarithms", x => x[0].Log10(), x => x[0].Log() / Math.Log(10)),
    ];
}
