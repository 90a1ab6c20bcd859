using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class TanhTests : OperatorContract<Tanh>
{
    protected override Node Apply(Node[] x) => x[0].Tanh();

    protected override string[] ReferenceNames => ["tanh"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, 1, 0),
        new(double.NegativeInfinity, -1, 0),
        new(double.NaN, double.NaN, double.NaN),
        new(1000, 1, 0),
    ];

    protected override Identity[] Identities =>
    [
        new("tanh is odd", x => (-x[0]).Tanh(), x => -x[0].Tanh()),
        new("tanh is a scaled sigmoid", x => x[0].Tanh(), x => 2 * (2 * x[0]).Sigmoid() - 1),
    ];
}
