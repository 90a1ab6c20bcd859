using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class NegateTests : OperatorContract<Negate>
{
    protected override Node Apply(Node[] x) => -x[0];

    protected override string[] ReferenceNames => ["neg"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, -0.0, -1),
        new(double.PositiveInfinity, double.NegativeInfinity, -1),
        new(double.NaN, double.NaN, -1),
    ];

    protected override Identity[] Identities =>
    [
        new("minus minus", x => -(-x[0]), x => x[0] * 1),
    ];
}
