using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AcosTests : OperatorContract<Acos>
{
    protected override Node Apply(Node[] x) => x[0].Acos();

    protected override (double Low, double High) Domain => (-0.95, 0.95);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, Math.PI / 2, -1),
        new(0.9999999999, 0.0000141421362089115636, -70710.6751951088304),
        new(-0.9999999999, 3.14157851145358433, -70710.6751951088304),
        new(1, 0, double.NegativeInfinity),
        new(-1, Math.PI, double.NegativeInfinity),
        new(1.5, double.NaN, double.NaN),
        new(double.PositiveInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("a right angle less the arcsine", x => x[0].Acos(), x => Math.PI / 2 - x[0].Asin()),
        new("cos undoes acos", x => x[0].Acos().Cos(), x => x[0] * 1),
    ];
}
