using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AtanTests : OperatorContract<Atan>
{
    protected override Node Apply(Node[] x) => x[0].Atan();

    protected override string[] ReferenceNames => ["atan"];

    protected override (double Low, double High) Domain => (-1.4, 1.4);

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, Math.PI / 2, 0),
        new(double.NegativeInfinity, -Math.PI / 2, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("arctangent is odd", x => (-x[0]).Atan(), x => -x[0].Atan()),
        new("atan undoes tan", x => x[0].Tan().Atan(), x => x[0] * 1),
    ];
}
