using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ExpTests : OperatorContract<Exp>
{
    protected override Node Apply(Node[] x) => x[0].Exp();

    protected override string[] ReferenceNames => ["exp"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new(double.NegativeInfinity, 0, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the exponential of a sum", x => (x[0] + 1).Exp(), x => x[0].Exp() * Math.E),
        new("log undoes exp", x => x[0].Exp().Log(), x => x[0] * 1),
    ];
}
