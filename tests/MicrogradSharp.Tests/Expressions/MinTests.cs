using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class MinTests : OperatorContract<Min>
{
    protected override Node Apply(Node[] x) => Node.Min(x);

    protected override string[] ReferenceNames => ["min"];

    protected override int[] InputCounts => [1, 2, 3, 17];

    protected override bool IsSmoothAt(double[] x) =>
        x.Length == 1 || x.Order().Zip(x.Order().Skip(1)).All(pair => pair.Second - pair.First > 1e-3);

    protected override SpecialCase[] SpecialCases =>
    [
        new([1, 1], 1, [0.5, 0.5]),
        new([1, double.NaN], double.NaN, [double.NaN, double.NaN]),
        new([double.NegativeInfinity, 1], double.NegativeInfinity, [1, 0]),
    ];

    protected override Identity[] Identities =>
    [
        new("the negative maximum of the negatives", x => Node.Min(x), x => -Node.Max([.. x.Select(node => -node)])),
    ];

    [Fact]
    public void No_candidates_are_an_error()
    {
        var act = () => Node.Min();
        act.Should().Throw<ArgumentException>().WithMessage("candidates must hold at least 1 node, but was empty.*")
            .WithParameterName("candidates");
    }
}
