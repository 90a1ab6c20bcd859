using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class LogSumExpTests : OperatorContract<LogSumExp>
{
    protected override Node Apply(Node[] x) => Node.LogSumExp(x);

    protected override string[] ReferenceNames => ["logsumexp"];

    protected override int[] InputCounts => [1, 2, 3, 17, 100];

    protected override double RoundingAt(double[] x) => 1e-15 * Math.Max(1, Math.Abs(x.Max()));

    protected override SpecialCase[] SpecialCases =>
    [
        new([800, 800], 800.693147180559945, [0.5, 0.5]),
        new([-800, -800], -799.306852819440055, [0.5, 0.5]),
        new([1000, 0], 1000, [1, 0]),
        new([double.NegativeInfinity, 1], 1, [0, 1]),
        new([double.NegativeInfinity, double.NegativeInfinity], double.NegativeInfinity, [double.NaN, double.NaN]),
        new([double.PositiveInfinity, 1], double.PositiveInfinity, [double.NaN, double.NaN]),
        new([double.NaN, 1], double.NaN, [double.NaN, double.NaN]),
    ];

    protected override Identity[] Identities =>
    [
        new("the definition", x => Node.LogSumExp(x), x => Node.Sum([.. x.Select(node => node.Exp())]).Log()),
    ];

    [Fact]
    public void No_terms_give_the_logarithm_of_zero()
    {
        Node.LogSumExp().Data.Should().Be(double.NegativeInfinity);
    }
}
