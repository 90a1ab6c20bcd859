using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class MeanTests : OperatorContract<Mean>
{
    protected override Node Apply(Node[] x) => Node.Mean(x);

    protected override string[] ReferenceNames => ["mean"];

    protected override int[] InputCounts => [1, 2, 3, 17, 100];

    protected override SpecialCase[] SpecialCases =>
    [
        new([1, double.NaN], double.NaN, [0.5, 0.5]),
    ];

    protected override Identity[] Identities =>
    [
        new("the sum over the count", x => Node.Mean(x), x => Node.Sum(x) / x.Length),
    ];

    [Fact]
    public void Negative_zeros_keep_their_sign()
    {
        double.IsNegative(Node.Mean(-0.0, -0.0).Data).Should().BeTrue();
        double[] rows = [-0.0, -0.0, 0.0, -0.0];
        Tape.Record(2, row => Node.Mean(row[0], row[1])).Evaluate(rows).Select(double.IsNegative).Should().Equal(true, false);
    }

    [Fact]
    public void No_terms_are_an_error()
    {
        var act = () => Node.Mean();
        act.Should().Throw<ArgumentException>().WithMessage("terms must hold at least 1 node, but was empty.*").WithParameterName("terms");
    }
}
