using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ErfTests : OperatorContract<Erf>
{
    protected override Node Apply(Node[] x) => x[0].Erf();

    protected override string[] ReferenceNames => ["erf"];

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 1.1283791670955126),
        new(double.PositiveInfinity, 1, 0),
        new(double.NegativeInfinity, -1, 0),
        new(double.NaN, double.NaN, double.NaN),
        new(1, 0.842700792949714869341, 0.415107497420594703340),
    ];

    protected override Identity[] Identities =>
    [
        new("erf is odd", x => (-x[0]).Erf(), x => -x[0].Erf()),
    ];
}
