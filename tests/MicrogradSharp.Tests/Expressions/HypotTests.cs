using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class HypotTests : OperatorContract<Hypot>
{
    protected override Node Apply(Node[] x) => Node.Hypot(x[0], x[1]);

    protected override int[] InputCounts => [2];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0]) + Math.Abs(x[1]) > 0.1;

    protected override SpecialCase[] SpecialCases =>
    [
        new([3, 4], 5, [0.6, 0.8]),
        new([-3, 4], 5, [-0.6, 0.8]),
        new([1e200, 1e200], 1.41421356237309505e200, [0.707106781186547524, 0.707106781186547524]),
        new([3e-320, 0], 3e-320, [1, 0]),
        new([0, 0], 0, [double.NaN, double.NaN]),
        new([double.NegativeInfinity, 1], double.PositiveInfinity, [double.NaN, 0]),
        new([double.PositiveInfinity, double.NaN], double.PositiveInfinity, [double.NaN, double.NaN]),
        new([double.NaN, 1], double.NaN, [double.NaN, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("the norm of two", x => Node.Hypot(x[0], x[1]), x => Node.Norm(x[0], x[1])),
        new("the definition", x => Node.Hypot(x[0], x[1]), x => (x[0].Pow(2) + x[1].Pow(2)).Sqrt()),
    ];
}
