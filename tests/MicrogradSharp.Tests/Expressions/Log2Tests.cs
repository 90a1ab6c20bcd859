using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class Log2Tests : OperatorContract<Log2>
{
    protected override Node Apply(Node[] x) => x[0].Log2();

    protected override (double Low, double High) Domain => (0.05, 5);

    protected override SpecialCase[] SpecialCases =>
    [
        new(8, 3, 0.18033688011112043),
        new(1e-300, -996.578428466208704, 1.44269504088896337e300),
        new(1.0000000001, 1.44269516018595157e-10, 1.44269504074469389),
        new(0, double.NegativeInfinity, double.PositiveInfinity),
        new(-0.0, double.NegativeInfinity, double.NegativeInfinity),
        new(-1, double.NaN, -1.44269504088896341),
        new(double.PositiveInfinity, double.PositiveInfinity, 0),
        new(double.NaN, double.NaN, double.NaN),
    ];

    protected override Identity[] Identities =>
    [
        new("a quotient of logarithms", x => x[0].Log2(), x => x[0].Log() / Math.Log(2)),
        new("exp2 undoes log2", x => x[0].Log2().Exp2(), x => x[0] * 1),
    ];

    [Fact]
    public void Powers_of_two_have_whole_logarithms()
    {
        double[] powers = [.. Enumerable.Range(-1074, 2098).Select(n => Math.ScaleB(1, n))], logarithms = new double[powers.Length];
        powers.Select(power => ((Node)power).Log2().Data).Should().Equal(Enumerable.Range(-1074, 2098).Select(n => (double)n));
        Tape.Record(1, row => row[0].Log2()).Evaluate(powers, logarithms);
        logarithms.Should().Equal(Enumerable.Range(-1074, 2098).Select(n => (double)n), "a tape agrees");
    }
}
