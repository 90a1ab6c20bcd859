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
}
