using MicrogradSharp.Tests.Contracts;

namespace MicrogradSharp.Tests.Expressions;

public sealed class ErrorFunctionTests
{
    // Computed with 50 digits.
    [Theory]
    [InlineData(1e-10, 1.12837916709551257390e-10)]
    [InlineData(0.3, 0.328626759459127427640)]
    [InlineData(0.46875, 0.492613473217937991593)]
    [InlineData(0.5, 0.520499877813046537683)]
    [InlineData(1, 0.842700792949714869341)]
    [InlineData(2, 0.995322265018952734162)]
    [InlineData(4, 0.999999984582742099720)]
    [InlineData(6, 0.99999999999999997848)]
    public void Erf_is_right_to_rounding(double x, double expected)
    {
        ErrorFunction.Erf(x).ShouldBeNear(expected, 4e-16);
        ErrorFunction.Erf(-x).Should().Be(-ErrorFunction.Erf(x));
    }

    [Theory]
    [InlineData(0.1, 0.887537083981715101595)]
    [InlineData(0.5, 0.479500122186953462317)]
    [InlineData(1, 0.157299207050285130659)]
    [InlineData(3, 2.20904969985854413728e-5)]
    [InlineData(5, 1.53745979442803485019e-12)]
    [InlineData(10, 2.08848758376254475700e-45)]
    [InlineData(20, 5.39586561160790092893e-176)]
    [InlineData(17.3, 3.40926638204508411514e-132)]
    [InlineData(25.3, 2.29303686084590187165e-280)]
    [InlineData(26, 5.66319240885614320390e-296)]
    public void Erfc_keeps_its_digits_in_the_tail(double x, double expected)
    {
        (ErrorFunction.Erfc(x) / expected).ShouldBeNear(1, 2e-15);
        ErrorFunction.Erfc(-x).ShouldBeNear(2 - expected, 1e-15);
    }

    [Fact]
    public void The_ends_and_NaN()
    {
        ErrorFunction.Erfc(30).Should().Be(0);
        ErrorFunction.Erfc(-30).Should().Be(2);
        ErrorFunction.Erfc(double.NaN).Should().Be(double.NaN);
        ErrorFunction.NormalDistribution(0).Should().Be(0.5);
    }
}
