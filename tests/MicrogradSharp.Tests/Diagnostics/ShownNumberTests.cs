using MicrogradSharp.Diagnostics.Drawings;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class ShownNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(0.8813735870195432, "0.8814")]
    [InlineData(0.4999999999999998, "0.5")]
    [InlineData(24.70408163265306, "24.7")]
    [InlineData(9999.4, "9999")]
    [InlineData(9999.6, "10000")]
    [InlineData(12345.6, "12346")]
    [InlineData(999_999.9, "1e6")]
    [InlineData(-6.02214076e23, "-6.022e23")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001234567, "1.235e-5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Four_digits_and_what_is_before_the_point(double number, string text) => ShownNumber.Short(number).Should().Be(text);

    [Fact]
    public void The_sign_of_a_zero_is_for_the_full_form() => ShownNumber.Short(-0.0).Should().Be("0");

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(-0.0, "-0")]
    public void All_digits_read_back(double number, string text) => ShownNumber.Full(number).Should().Be(text);
}
