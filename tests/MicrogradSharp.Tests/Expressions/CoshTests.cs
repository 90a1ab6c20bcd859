using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class CoshTests : OperatorContract<Cosh>
{
    protected override Node Apply(Node[] x) => x[0].Cosh();

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 1, 0),
        new(1e-9, 1, 1.00000000000000006e-9),
        new(-30, 5343237290762.23107, -5343237290762.23107),
        new(710, 1.11699738308085552e308, 1.11699738308085552e308),
        new(-800, double.PositiveInfinity, double.NegativeInfinity),
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new(double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("cosh is even", x => (-x[0]).Cosh(), x => x[0].Cosh()),
        new("cosh² − sinh² = 1", x => x[0].Cosh(), x => (1 + x[0].Sinh().Pow(2)).Sqrt()),
    ];
}
