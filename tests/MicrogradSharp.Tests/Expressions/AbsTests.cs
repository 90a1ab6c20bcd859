using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AbsTests : OperatorContract<Abs>
{
    protected override Node Apply(Node[] x) => x[0].Abs();

    protected override string[] ReferenceNames => ["abs"];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 0),
        new(-0.0, 0, 0),
        new(double.NegativeInfinity, double.PositiveInfinity, -1),
        new(double.PositiveInfinity, double.PositiveInfinity, 1),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("abs is even", x => (-x[0]).Abs(), x => x[0].Abs()),
    ];
}
