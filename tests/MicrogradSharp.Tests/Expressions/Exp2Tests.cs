using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class Exp2Tests : OperatorContract<Exp2>
{
    protected override Node Apply(Node[] x) => x[0].Exp2();

    protected override SpecialCase[] SpecialCases =>
    [
        new(3, 8, 5.545177444479562),
        new(0.3, 1.23114441334491628, 0.853364278972156623),
        new(-1000.7, 5.74491145049131474e-302, 3.98206917447460065e-302),
        new(1023.9, 1.67730700348574156e308, 1.16262062039959212e308),
        new(1024, double.PositiveInfinity, double.PositiveInfinity),
        new(-1074, double.Epsilon, double.Epsilon),
        new(-1080, 0, 0),
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity),
        new(double.NegativeInfinity, 0, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("a power of e", x => x[0].Exp2(), x => (x[0] * Math.Log(2)).Exp()),
        new("log2 undoes exp2", x => x[0].Exp2().Log2(), x => x[0] * 1),
    ];

    [Fact]
    public void Whole_exponents_give_exact_powers()
    {
        double[] exponents = [.. Enumerable.Range(-1074, 2098).Select(n => (double)n)], powers = new double[exponents.Length];
        exponents.Select(n => ((Node)n).Exp2().Data).Should().Equal(exponents.Select(n => Math.ScaleB(1, (int)n)));
        Tape.Record(1, row => row[0].Exp2()).Evaluate(exponents, powers);
        powers.Should().Equal(exponents.Select(n => Math.ScaleB(1, (int)n)), "a tape agrees");
    }
}
