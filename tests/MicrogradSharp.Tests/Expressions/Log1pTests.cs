using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class Log1pTests : OperatorContract<Log1p>
{
    protected override Node Apply(Node[] x) => x[0].Log1p();

    protected override string[] ReferenceNames => ["log1p"];

    protected override (double Low, double High) Domain => (-0.9, 5);

    protected override SpecialCase[] SpecialCases =>
    [
        new(1e-300, 1e-300, 1),
        new(1e-17, 1e-17, 1),
        new(1e306, 704.591038456178, 1e-306),
        new(double.MaxValue, 709.782712893383996843, 1 / double.MaxValue),
        new(1e-9, 9.999999995e-10, 0.999999999000000001),
        new(-1, double.NegativeInfinity, double.PositiveInfinity),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("the logarithm of one plus x", x => x[0].Log1p(), x => (1 + x[0]).Log()),
        new("expm1 undoes log1p", x => x[0].Log1p().Expm1(), x => x[0] * 1),
    ];

    [Fact]
    public void Rows_from_2e305_on_neither_overflow_nor_lose_the_gradient_downstream()
    {
        Node w = 1.0;
        var tape = Tape.Record(1, row => 1 / (w * row[0]).Log1p());
        tape.Backward([3e305, 3e305]).Should().BeApproximately(1 / Math.Log(3e305), 1e-15);
        w.Grad.Should().BeApproximately(-1 / (Math.Log(3e305) * Math.Log(3e305)), 1e-18);
    }
}
