using MicrogradSharp.Fitting;
using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Fitting;

public sealed class RobustLossTests
{
    public static TheoryData<string> Names => ["Huber", "SoftL1", "Cauchy", "Tukey"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_are_those_of_the_value(string name)
    {
        var loss = Loss(name, 0.7);
        foreach (double s in new[] { 0, 1e-6, 0.1, 0.3, 0.48, 0.5, 2, 1e3 })
        {
            double h = 1e-6 * (s + 1e-3);
            if (s > 0) ((loss.Value(s + h) - loss.Value(s - h)) / (2 * h)).ShouldBeNear(loss.Slope(s), 1e-6, $"slope at {s}");
            if (s > 0) ((loss.Slope(s + h) - loss.Slope(s - h)) / (2 * h)).ShouldBeNear(loss.SecondSlope(s), 1e-6, $"second slope at {s}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Small_residuals_count_as_in_least_squares(string name)
    {
        var loss = Loss(name, 3);
        loss.Value(0).Should().Be(0);
        loss.Slope(0).Should().Be(1);
        loss.Value(1e-12).ShouldAgree(1e-12, 1e-11);
    }

    [Theory]
    [InlineData("Huber", 4 - 1)]                                // 2 c √s − c² at s = 4, c = 1
    [InlineData("SoftL1", 2.4721359549995796)]                  // 2 (√5 − 1)
    [InlineData("Cauchy", 1.6094379124341003)]                  // log 5
    [InlineData("Tukey", 1.0 / 3)]
    public void Values_beyond_the_scale_follow_the_formulas(string name, double expected) =>
        Loss(name, 1).Value(4).ShouldAgree(expected, 1e-15);

    [Theory]
    [InlineData("Huber", 12 - 4.0)]
    [InlineData("SoftL1", 8 * 0.8027756377319946)]              // 8 (√(1 + 9/4) − 1)
    [InlineData("Cauchy", 4 * 1.1786549963416462)]              // 4 log (13/4)
    [InlineData("Tukey", 4.0 / 3)]
    public void The_scale_is_in_units_of_the_residuals(string name, double expected) =>
        Loss(name, 2).Value(9).ShouldAgree(expected, 1e-14);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_must_be_finite_and_above_0(double scale)
    {
        foreach (string name in new[] { "Huber", "SoftL1", "Cauchy", "Tukey" })
        {
            FluentActions.Invoking(() => Loss(name, scale)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(scale));
        }
    }

    [Fact]
    public void A_loss_tells_its_name_and_scale()
    {
        RobustLoss.Cauchy(0.1).ToString().Should().Be("Cauchy(0.1)");
        RobustLoss.Tukey(2).Scale.Should().Be(2);
    }

    private static RobustLoss Loss(string name, double scale) => name switch
    {
        "Huber" => RobustLoss.Huber(scale),
        "SoftL1" => RobustLoss.SoftL1(scale),
        "Cauchy" => RobustLoss.Cauchy(scale),
        _ => RobustLoss.Tukey(scale),
    };
}
