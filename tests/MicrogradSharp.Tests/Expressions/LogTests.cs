using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class LogTests : OperatorContract<Log>
{
    protected override Node Apply(Node[] x) => x[0].Log();

    protected override string[] ReferenceNames => ["log"];

    protected override (double Low, double High) Domain => (0.05, 5);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, double.NegativeInfinity, double.PositiveInfinity),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NaN, double.NaN, double.NaN),
        new(-1, double.NaN, -1),
    ];

    protected override Identity[] Identities =>
    [
        new("the logarithm of a square", x => (x[0] * x[0]).Log(), x => 2 * x[0].Log()),
        new("exp undoes log", x => x[0].Log().Exp(), x => x[0] * 1),
    ];
}
