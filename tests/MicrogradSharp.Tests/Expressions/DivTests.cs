using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class DivTests : OperatorContract<Div>
{
    protected override Node Apply(Node[] x) => x[0] / x[1];

    protected override string[] ReferenceNames => ["div"];

    protected override int[] InputCounts => [2];

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[1]) > 0.1;

    protected override SpecialCase[] SpecialCases =>
    [
        new([0, 0], double.NaN, [double.PositiveInfinity, double.NaN]),
        new([1, double.PositiveInfinity], 0, [0, 0]),
        new([1, -0.0], double.NegativeInfinity, [double.NegativeInfinity, double.NegativeInfinity]),
    ];

    protected override Identity[] Identities =>
    [
        new("division undoes multiplication", x => x[0] * x[1] / x[1], x => x[0] + 0 * x[1]),
        new("the reciprocal", x => x[0] / x[1], x => x[0] * x[1].Pow(-1)),
    ];

    [Fact]
    public void Reciprocals_agree_with_the_reference() => CheckReference("reciprocal", x => 1 / x[0]);
}
