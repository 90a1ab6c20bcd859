using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class TanTests : OperatorContract<Tan>
{
    protected override Node Apply(Node[] x) => x[0].Tan();

    protected override string[] ReferenceNames => ["tan"];

    protected override (double Low, double High) Domain => (-1.4, 1.4);

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("tangent is odd", x => (-x[0]).Tan(), x => -x[0].Tan()),
        new("sine over cosine", x => x[0].Tan(), x => x[0].Sin() / x[0].Cos()),
    ];
}
