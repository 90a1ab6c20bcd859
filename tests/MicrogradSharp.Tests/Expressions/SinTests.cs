using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SinTests : OperatorContract<Sin>
{
    protected override Node Apply(Node[] x) => x[0].Sin();

    protected override string[] ReferenceNames => ["sin"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("sine is odd", x => (-x[0]).Sin(), x => -x[0].Sin()),
        new("the double angle", x => (2 * x[0]).Sin(), x => 2 * x[0].Sin() * x[0].Cos()),
    ];
}
