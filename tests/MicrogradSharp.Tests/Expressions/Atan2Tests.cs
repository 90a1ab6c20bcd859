using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class Atan2Tests : OperatorContract<Atan2>
{
    protected override Node Apply(Node[] x) => Node.Atan2(x[0], x[1]);

    protected override string[] ReferenceNames => ["atan2"];

    protected override int[] InputCounts => [2];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 0.1 && Math.Abs(x[1]) > 0.1;

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 0], 0, [double.NaN, double.NaN]),
        new([double.PositiveInfinity, 1], Math.PI / 2, [0, double.NaN]),
        new([double.NaN, 1], double.NaN, [double.NaN, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("the tangent of the angle", x => Node.Atan2(x[0], x[1]).Tan(), x => x[0] / x[1]),
    ];
}
