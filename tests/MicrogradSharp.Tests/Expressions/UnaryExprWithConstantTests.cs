namespace MicrogradSharp.Tests.Expressions;

public sealed class UnaryExprWithConstantTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Rules_of_one_type_with_one_constant_are_equal(double constant)
    {
        UnaryExprWithConstant wave = new Wave(constant), same = new Wave(constant);
        wave.Equals(same).Should().BeTrue();
        wave.GetHashCode().Should().Be(same.GetHashCode());
    }

    [Fact]
    public void Zero_and_minus_zero_differ()
    {
        new Wave(0.0).Equals(new Wave(-0.0)).Should().BeFalse();
        double[] slopes = Tape.Record(1, row => [1 / row[0].LeakyReLU(0.0), 1 / row[0].LeakyReLU(-0.0)]).Evaluate([-3]);
        slopes.Should().Equal(double.NegativeInfinity, double.PositiveInfinity);
    }

    [Fact]
    public void Rules_of_another_type_or_constant_differ()
    {
        new Wave(3).Equals(new Wave(4)).Should().BeFalse();
        new Wave(3).Equals(new Scale(3)).Should().BeFalse();
        new Wave(3).Equals(null).Should().BeFalse();
        new Wave(3).GetHashCode().Should().NotBe(new Scale(3).GetHashCode());
    }

    [Fact]
    public void Nodes_with_the_usual_constant_share_one_rule_and_others_have_their_own()
    {
        Node x = 0.5;
        foreach (var (apply, usual) in new (Func<double, Node>, double)[] { (x.Pow, 2), (x.ELU, 1), (x.LeakyReLU, 0.01) })
        {
            apply(usual).Value.Rule.Should().BeSameAs(apply(usual).Value.Rule);
            apply(3).Value.Rule.Should().NotBeSameAs(apply(3).Value.Rule).And.Be(apply(3).Value.Rule);
        }
    }

    [Fact]
    public void A_tape_computes_equal_nodes_once() =>
        Tape.Record(1, row => Node.From(new Wave(3), row[0]) + Node.From(new Wave(3), row[0])).ToString()
            .Split("wave(3)").Should().HaveCount(2);

    private sealed class Wave(double frequency) : UnaryExprWithConstant(frequency)
    {
        public override string Symbol => FormattableString.Invariant($"wave({Constant})");

        protected override double Evaluate(double x) => Math.Sin(Constant * x);

        protected override double Slope(double x, double y) => Constant * Math.Cos(Constant * x);
    }

    private sealed class Scale(double factor) : UnaryExprWithConstant(factor)
    {
        public override string Symbol => FormattableString.Invariant($"scale({Constant})");

        protected override double Evaluate(double x) => Constant * x;

        protected override double Slope(double x, double y) => Constant;
    }
}
