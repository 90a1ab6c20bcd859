using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AcoshTests : OperatorContract<Acosh>
{
    protected override Node Apply(Node[] x) => x[0].Acosh();

    protected override (double Low, double High) Domain => (1.1, 5);

    protected override SpecialCase[] SpecialCases =>
    [
        new(1.0000000001, 0.0000141421362086758614, 70710.6751915732964),
        new(2.5, 1.56679923697241108, 0.436435780471984763),
        new(1e300, 691.468675078773651, 1e-300),
        new(1, 0, double.PositiveInfinity),
        new(0.5, double.NaN, double.NaN),
        new(-2, double.NaN, double.NaN),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NegativeInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("cosh undoes acosh", x => x[0].Acosh().Cosh(), x => x[0] * 1),
        new("the definition", x => x[0].Acosh(), x => (x[0] + (x[0].Pow(2) - 1).Sqrt()).Log()),
    ];
}
