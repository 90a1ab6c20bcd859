using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class SiLUTests : OperatorContract<SiLU>
{
    protected override Node Apply(Node[] x) => x[0].SiLU();

    protected override string[] ReferenceNames => ["silu"];

    protected override double SlopeRoundingAt(double[] x) => 1e-15 * StableMath.Logistic(x[0]);

    protected override SpecialCase[] SpecialCases =>
    [
        new(double.PositiveInfinity, double.PositiveInfinity, double.NaN),
        new(double.NegativeInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => x[0].SiLU(), x => x[0] * x[0].Sigmoid()),
    ];
}
