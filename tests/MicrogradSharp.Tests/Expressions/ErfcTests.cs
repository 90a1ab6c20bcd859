using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ErfcTests : OperatorContract<Erfc>
{
    protected override Node Apply(Node[] x) => x[0].Erfc();

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 1, -1.1283791670955126),
        new(0.25, 0.723673609831763067, -1.06001412937611424),
        new(3, 0.0000220904969985854414, -0.000139253051946747854),
        new(-3, 1.99997790950300141, -0.000139253051946747854),
        new(25.5, 8.80166269072795057e-285, -4.49229431682973555e-283),
        new(double.PositiveInfinity, 0, 0),
        new(double.NegativeInfinity, 2, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("one less the error function", x => x[0].Erfc(), x => 1 - x[0].Erf()),
        new("both tails together", x => x[0].Erfc(), x => 2 - (-x[0]).Erfc()),
    ];
}
