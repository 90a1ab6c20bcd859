using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ClampTests : OperatorContract<Clamp>
{
    protected override Node Apply(Node[] x) => x[0].Clamp(-1, 2);

    protected override bool IsSmoothAt(double[] x) => Math.Abs(x[0] + 1) > 1e-3 && Math.Abs(x[0] - 2) > 1e-3;

    protected override SpecialCase[] SpecialCases =>
    [
        new(0.5, 0.5, 1),
        new(-1, -1, 1),
        new(2, 2, 1),
        new(-1.5, -1, 0),
        new(2.5, 2, 0),
        new(double.PositiveInfinity, 2, 0),
        new(double.NegativeInfinity, -1, 0),
        new(double.NaN, double.NaN, 0),
    ];

    protected override Identity[] Identities =>
    [
        new("the extrema", x => x[0].Clamp(-1, 2), x => Node.Max(Node.Min(x[0], 2), -1)),
    ];

    [Theory]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-0.0, double.PositiveInfinity)]
    [InlineData(0.5, 0.5)]
    [InlineData(-1e300, 1e-300)]
    public void All_bounds_agree_over_rows(double min, double max) => RowsSweep.Check(x => x[0].Clamp(min, max));

    [Theory]
    [InlineData(2, 1, "min", "min must be at most max, which is 1, but was 2.*")]
    [InlineData(double.NaN, 1, "min", "min must be a number, but was NaN.*")]
    [InlineData(1, double.NaN, "max", "max must be a number, but was NaN.*")]
    public void Bounds_that_hold_no_number_are_an_error(double min, double max, string parameter, string message)
    {
        Node x = 1.0;
        var act = () => x.Clamp(min, max);
        act.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName(parameter);
    }

    [Fact]
    public void Rules_are_equal_if_their_bounds_are()
    {
        Node x = 1.0;
        var rule = x.Clamp(0, 2).Value.Rule!;
        rule.Should().Be(x.Clamp(0, 2).Value.Rule);
        rule.GetHashCode().Should().Be(x.Clamp(0, 2).Value.Rule!.GetHashCode());
        rule.Should().NotBe(x.Clamp(-0.0, 2).Value.Rule);
        rule.Should().NotBe(x.Clamp(0, 3).Value.Rule);
        rule.Should().NotBe(x.Tanh().Value.Rule);
        rule.Symbol.Should().Be("clamp(0, 2)");
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void No_gradient_passes_outside(double seed)
    {
        Node x = 3.0;
        x.Clamp(-1, 2).Backward(seed);
        x.Grad.Should().Be(0);
    }
}
