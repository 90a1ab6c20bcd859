using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AsinhTests : OperatorContract<Asinh>
{
    protected override Node Apply(Node[] x) => x[0].Asinh();

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 1),
        new(1e-9, 1.00000000000000006e-9, 1),
        new(-1e5, -12.2060726455551737, 9.9999999995e-6),
        new(1e300, 691.468675078773651, 1e-300),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NegativeInfinity, double.NegativeInfinity, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the inverse is odd", x => (-x[0]).Asinh(), x => -x[0].Asinh()),
        new("asinh undoes sinh", x => x[0].Sinh().Asinh(), x => x[0] * 1),
        new("the definition", x => x[0].Asinh(), x => (x[0] + (x[0].Pow(2) + 1).Sqrt()).Log()),
    ];
}
