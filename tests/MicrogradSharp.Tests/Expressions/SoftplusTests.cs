using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SoftplusTests : OperatorContract<Softplus>
{
    protected override Node Apply(Node[] x) => x[0].Softplus();

    protected override string[] ReferenceNames => ["softplus"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(1000, 1000, 1),
        new(-40, 4.248354255291589e-18, 4.248354255291589e-18),
        new(-1000, 0, 0),
        new(double.PositiveInfinity, double.PositiveInfinity, 1),
        new(double.NegativeInfinity, 0, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => x[0].Softplus(), x => (1 + x[0].Exp()).Log()),
        new("x less its mirror image", x => x[0].Softplus() - (-x[0]).Softplus(), x => x[0] * 1),
    ];
}
