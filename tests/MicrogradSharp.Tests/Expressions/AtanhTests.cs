using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AtanhTests : OperatorContract<Atanh>
{
    protected override Node Apply(Node[] x) => x[0].Atanh();

    protected override (double Low, double High) Domain => (-0.9, 0.9);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 1),
        new(1e-9, 1.00000000000000006e-9, 1),
        new(-0.9999999999, -11.8594990138550173, 4999999586.54817923),
        new(1, double.PositiveInfinity, double.PositiveInfinity),
        new(-1, double.NegativeInfinity, double.PositiveInfinity),
        new(1.5, double.NaN, -0.8),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the inverse is odd", x => (-x[0]).Atanh(), x => -x[0].Atanh()),
        new("tanh undoes atanh", x => x[0].Atanh().Tanh(), x => x[0] * 1),
    ];
}
