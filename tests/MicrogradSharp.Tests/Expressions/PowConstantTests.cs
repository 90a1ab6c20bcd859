using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class PowConstantTests : OperatorContract<PowConstant>
{
    protected override Node Apply(Node[] x) => x[0].Pow(3);

    protected override (double Low, double High) Domain => (0.1, 3);

    protected override SpecialCase[] SpecialCases =>
    [
        new(0, 0, 0),
        new(double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("a cube", x => x[0].Pow(3), x => x[0] * x[0] * x[0]),
        new("a square", x => x[0].Pow(2), x => x[0] * x[0]),
        new("a reciprocal", x => x[0].Pow(-1), x => 1 / x[0]),
        new("a root", x => x[0].Pow(0.5), x => x[0].Sqrt()),
        new("a variable exponent", x => x[0].Pow(2.5), x => x[0].Pow((Node)2.5)),
    ];

    [Fact]
    public void Squares_agree_with_the_reference() => CheckReference("square", x => x[0].Pow(2));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(-7)]
    [InlineData(-16)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(2.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Every_exponent_agrees_over_rows(double exponent)
    {
        double[][] points =
        [
            .. RowsContract.AwkwardNumbers.Concat([0.1, 1.7, -1.3, 3.9, 1e-103, 1e103, 1e-20, -1e20]).Select(number => new[] { number }),
        ];
        foreach (double gradient in (double[])[0, 1, -3])
        {
            RowsContract.Check(x => x[0].Pow(exponent), points, [.. points.Select(_ => gradient)]);
        }
        RowsSweep.Check(x => x[0].Pow(exponent));
    }
}
