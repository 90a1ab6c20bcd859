using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class PowTests : OperatorContract<Pow>
{
    protected override Node Apply(Node[] x) => x[0].Pow(x[1]);

    protected override string[] ReferenceNames => ["pow"];

    protected override int[] InputCounts => [2];

    protected override (double Low, double High) Domain => (0.1, 3);

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 0], 1, [0, 0]),
        new([double.NaN, 0], 1, [0, double.NaN]),
        new([0, 0.5], 0, [double.PositiveInfinity, 0]),
        new([0, -2], double.PositiveInfinity, [double.NegativeInfinity, double.NegativeInfinity]),
        new([-2, 3], -8, [12, double.NaN]),
        new([-2, 0.5], double.NaN, [double.NaN, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("by way of the logarithm", x => x[0].Pow(x[1]), x => (x[1] * x[0].Log()).Exp()),
    ];
}
