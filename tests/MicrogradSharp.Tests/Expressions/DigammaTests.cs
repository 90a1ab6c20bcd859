using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class DigammaTests : OperatorContract<Digamma>
{
    protected override Node Apply(Node[] x) => x[0].Digamma();

    protected override (double Low, double High) Domain => (-2.8, 6);

    protected override bool IsSmoothAt(double[] x) => x[0] > 0.2 || Math.Abs(x[0] - Math.Round(x[0])) > 0.2;

    protected override SpecialCase[] SpecialCases =>
    [
        new(1, -0.57721566490153286, 1.64493406684822644),
        new(-0.5, 0.0364899739785765206, 8.93480220054467931),
        new(0, double.NegativeInfinity, double.PositiveInfinity),
        new(-0.0, double.PositiveInfinity, double.PositiveInfinity),
        new(-double.Epsilon, double.PositiveInfinity, double.PositiveInfinity),
        new(-1, double.NaN, double.PositiveInfinity),
        new(-1e300, double.NaN, double.PositiveInfinity),
        new(1e300, 690.775527898213705, 1e-300),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NegativeInfinity, double.NaN, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the recurrence", x => (x[0] + 1).Digamma(), x => x[0].Digamma() + 1 / x[0]),
    ];
}
