using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SinhTests : OperatorContract<Sinh>
{
    protected override Node Apply(Node[] x) => x[0].Sinh();

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 1),
        new(1e-9, 1.00000000000000006e-9, 1),
        new(-30, -5343237290762.23107, 5343237290762.23107),
        new(710, 1.11699738308085552e308, 1.11699738308085552e308),
        new(800, double.PositiveInfinity, double.PositiveInfinity),
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("sinh is odd", x => (-x[0]).Sinh(), x => -x[0].Sinh()),
        new("the definition", x => x[0].Sinh(), x => (x[0].Exp() - (-x[0]).Exp()) / 2),
    ];
}
