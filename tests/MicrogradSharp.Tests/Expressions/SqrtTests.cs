using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SqrtTests : OperatorContract<Sqrt>
{
    protected override Node Apply(Node[] x) => x[0].Sqrt();

    protected override string[] ReferenceNames => ["sqrt"];

    protected override (double Low, double High) Domain => (0.05, 5);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, double.PositiveInfinity),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(-1, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the square of the root", x => x[0].Sqrt() * x[0].Sqrt(), x => x[0] * 1),
    ];
}
