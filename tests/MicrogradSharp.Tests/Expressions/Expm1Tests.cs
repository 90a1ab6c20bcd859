using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class Expm1Tests : OperatorContract<Expm1>
{
    protected override Node Apply(Node[] x) => x[0].Expm1();

    protected override string[] ReferenceNames => ["expm1"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(1e-300, 1e-300, 1),
        new(-1e-17, -1e-17, 1),
        new(1e-9, 1.0000000005e-9, 1.000000001),
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new(double.NegativeInfinity, -1, 0),
        new(double.NaN, double.NaN, double.NaN),
        new(1000, double.PositiveInfinity, double.PositiveInfinity),
    ];

    protected override Identity[] Identities =>
    [
        new("the exponential minus one", x => x[0].Expm1(), x => x[0].Exp() - 1),
    ];
}
