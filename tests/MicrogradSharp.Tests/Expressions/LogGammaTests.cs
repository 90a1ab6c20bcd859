using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class LogGammaTests : OperatorContract<LogGamma>
{
    protected override Node Apply(Node[] x) => x[0].LogGamma();

    protected override (double Low, double High) Domain => (0.2, 6);

    protected override SpecialCase[] SpecialCases =>
    [
        new(1, 0, -0.57721566490153286),
        new(2, 0, 0.42278433509846714),
        new(0.5, 0.572364942924700087, -1.96351002602142348),
        new(-0.5, 1.2655121234846454, 0.0364899739785765206),
        new(0, double.PositiveInfinity, double.NegativeInfinity),
        new(-0.0, double.PositiveInfinity, double.PositiveInfinity),
        new(-1, double.PositiveInfinity, double.NaN),
        new(-1e300, double.PositiveInfinity, double.NaN),
        new(1e305, 7.01288453363183891e307, 702.288453363183934),
        new(1e306, double.PositiveInfinity, 704.591038456177979),
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new(double.NegativeInfinity, double.PositiveInfinity, double.NaN),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the recurrence", x => (x[0] + 1).LogGamma(), x => x[0].LogGamma() + x[0].Abs().Log()),
        new(
            "the duplication",
            x => (2 * x[0]).LogGamma(),
            x => x[0].LogGamma() + (x[0] + 0.5).LogGamma() + (2 * x[0] - 1) * Math.Log(2) - 0.5 * Math.Log(Math.PI)),
    ];
}
