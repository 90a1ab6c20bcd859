using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class CosTests : OperatorContract<Cos>
{
    protected override Node Apply(Node[] x) => x[0].Cos();

    protected override string[] ReferenceNames => ["cos"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("cosine is even", x => (-x[0]).Cos(), x => x[0].Cos()),
        new("Pythagoras", x => x[0].Cos() * x[0].Cos(), x => 1 - x[0].Sin() * x[0].Sin()),
    ];
}
