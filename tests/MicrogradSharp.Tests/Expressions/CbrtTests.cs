using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class CbrtTests : OperatorContract<Cbrt>
{
    protected override Node Apply(Node[] x) => x[0].Cbrt();

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) > 0.1;

    protected override SpecialCase[] SpecialCases =>
    [
        new(8, 2, 0.08333333333333333),
        new(-5, -1.70997594667669699, 0.113998396445113133),
        new(1e-300, 1e-100, 3.33333333333333328e199),
        new(1e300, 1e100, 3.33333333333333322e-201),
        new(0, 0, double.PositiveInfinity),
        new(-0.0, -0.0, double.PositiveInfinity),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NegativeInfinity, double.NegativeInfinity, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the cube root is odd", x => (-x[0]).Cbrt(), x => -x[0].Cbrt()),
        new("the cube of the root", x => x[0].Cbrt().Pow(3), x => x[0] * 1),
    ];
}
