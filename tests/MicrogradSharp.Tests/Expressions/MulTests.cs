using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class MulTests : OperatorContract<Mul>
{
    protected override Node Apply(Node[] x) => x[0] * x[1];

    protected override string[] ReferenceNames => ["mul"];

    protected override int[] InputCounts => [2];

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, double.PositiveInfinity], double.NaN, [double.PositiveInfinity, 0]),
        new([double.NaN, 2], double.NaN, [2, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("multiplication commutes", x => x[0] * x[1], x => x[1] * x[0]),
        new("multiplication distributes", x => x[0] * (x[1] + 2), x => x[0] * x[1] + 2 * x[0]),
    ];
}
