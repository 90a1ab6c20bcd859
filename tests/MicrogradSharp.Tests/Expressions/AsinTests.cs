using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class AsinTests : OperatorContract<Asin>
{
    protected override Node Apply(Node[] x) => x[0].Asin();

    protected override (double Low, double High) Domain => (-0.95, 0.95);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 1),
        new(1e-9, 1.00000000000000006e-9, 1),
        new(0.9999999999, 1.57078218465868771, 70710.6751951088304),
        new(1, Math.PI / 2, double.PositiveInfinity),
        new(-1, -Math.PI / 2, double.PositiveInfinity),
        new(1.5, double.NaN, double.NaN),
        new(double.NegativeInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("arcsine is odd", x => (-x[0]).Asin(), x => -x[0].Asin()),
        new("asin undoes sin", x => x[0].Sin().Asin(), x => x[0] * 1),
    ];
}
