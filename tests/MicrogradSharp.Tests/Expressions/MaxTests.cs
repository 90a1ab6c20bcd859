using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class MaxTests : OperatorContract<Max>
{
    protected override Node Apply(Node[] x) => Node.Max(x);

    protected override string[] ReferenceNames => ["max", "max_n"];

    protected override int[] InputCounts => [1, 2, 3, 17];

    protected override bool IsSmoothAt(double[] x) =>
        x.Length == 1 || x.Order().Zip(x.Order().Skip(1)).All(pair => pair.Second - pair.First > 1e-3);

    protected override SpecialCase[] SpecialCases =>
    [
        new([1, 1], 1, [0.5, 0.5]),
        new([2, 1, 2, 2], 2, [1.0 / 3, 0, 1.0 / 3, 1.0 / 3]),
        new([1, double.NaN], double.NaN, [double.NaN, double.NaN]),
        new([double.PositiveInfinity, 1], double.PositiveInfinity, [1, 0]),
    ];

    protected override Identity[] Identities =>
    [
        new("the negative minimum of the negatives", x => Node.Max(x), x => -Node.Min([.. x.Select(node => -node)])),
    ];

    [Fact]
    public void No_candidates_are_an_error()
    {
        var act = () => Node.Max();
        act.Should().Throw<ArgumentException>().WithMessage("candidates must hold at least 1 node, but was empty.*")
            .WithParameterName("candidates");
    }
}
