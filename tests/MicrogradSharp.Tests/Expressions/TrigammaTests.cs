using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class TrigammaTests : OperatorContract<Trigamma>
{
    protected override Node Apply(Node[] x) => x[0].Trigamma();

    protected override (double Low, double High) Domain => (-2.8, 6);

    protected override bool IsSmoothAt(double[] x) => x[0] > 0.2 || Math.Abs(x[0] - Math.Round(x[0])) > 0.2;

    protected override SpecialCase[] SpecialCases =>
    [
        new(1, 1.64493406684822644, -2.40411380631918857),
        new(-0.5, 8.93480220054467931, -0.828796644234319996),
        new(0, double.PositiveInfinity, double.NegativeInfinity),
        new(-0.0, double.PositiveInfinity, double.PositiveInfinity),
        new(-1, double.PositiveInfinity, double.NaN),
        new(1e300, 1e-300, 0),
        new(double.PositiveInfinity, 0, 0),
        new(double.NegativeInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the recurrence", x => (x[0] + 1).Trigamma(), x => x[0].Trigamma() - 1 / x[0].Pow(2)),
    ];
}
