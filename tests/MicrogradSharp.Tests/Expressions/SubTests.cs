using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SubTests : OperatorContract<Sub>
{
    protected override Node Apply(Node[] x) => x[0] - x[1];

    protected override string[] ReferenceNames => ["sub"];

    protected override int[] InputCounts => [2];

    protected override SpecialCase[] SpecialCases =>
    [
        new([double.PositiveInfinity, double.PositiveInfinity], double.NaN, [1, -1]),
    ];

    protected override Identity[] Identities =>
    [
        new("adding the negative", x => x[0] - x[1], x => x[0] + -x[1]),
    ];
}
