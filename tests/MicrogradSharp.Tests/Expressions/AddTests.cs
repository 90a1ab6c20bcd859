using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AddTests : OperatorContract<Add>
{
    protected override Node Apply(Node[] x) => x[0] + x[1];

    protected override string[] ReferenceNames => ["add"];

    protected override int[] InputCounts => [2];

    protected override SpecialCase[] SpecialCases =>
    [
        new([double.PositiveInfinity, double.NegativeInfinity], double.NaN, [1, 1]),
        new([double.NaN, 1], double.NaN, [1, 1]),
    ];

    protected override Identity[] Identities =>
    [
        new("addition commutes", x => x[0] + x[1], x => x[1] + x[0]),
    ];
}
