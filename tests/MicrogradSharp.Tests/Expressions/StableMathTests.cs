using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class StableMathTests
{
    // Computed with 50 digits.
    [Theory]
    [InlineData(1e-5, 1.00000500001666670833e-5)]
    [InlineData(0.1, 0.105170918075647624811)]
    [InlineData(0.5, 0.648721270700128146848)]
    [InlineData(0.51, 0.665291194945886329)]
    [InlineData(-0.3, -0.259181779318282127)]
    [InlineData(-5, -0.993262053000914532904)]
    public void Expm1_is_right_to_rounding(double x, double expected) => (StableMath.Expm1(x) / expected).ShouldBeNear(1, 1e-15);

    [Theory]
    [InlineData(1e-5, 9.99995000033333083e-6)]
    [InlineData(0.1, 0.0953101798043248600440)]
    [InlineData(-0.5, -0.693147180559945309417)]
    [InlineData(3, 1.38629436111989061883)]
    public void Log1p_is_right_to_rounding(double x, double expected) => (StableMath.Log1p(x) / expected).ShouldBeNear(1, 1e-15);

    [Fact]
    public void Signed_zeros_stay()
    {
        double.IsNegative(StableMath.Expm1(-0.0)).Should().BeTrue();
        double.IsNegative(StableMath.Log1p(-0.0)).Should().BeTrue();
    }
}
