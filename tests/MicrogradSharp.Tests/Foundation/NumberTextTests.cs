namespace MicrogradSharp.Tests.Foundation;

public sealed class NumberTextTests
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
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Four_digits_and_what_is_before_the_point(double number, string text) => NumberText.Brief(number).Should().Be(text);

    [Theory]
    [InlineData(0, "0 rows")]
    [InlineData(1, "1 row")]
    [InlineData(2, "2 rows")]
    [InlineData(1000, "1000 rows")]
    public void One_takes_the_singular(long count, string text) => NumberText.Count(count, "row").Should().Be(text);

    [Fact]
    public void The_sign_of_a_zero_is_for_the_full_form() => NumberText.Brief(-0.0).Should().Be("0");

    [Theory]
    [InlineData(1e-5, "1e-5")]
    [InlineData(-1234567.0, "-1.23457e6")]
    [InlineData(0.462117157, "0.462117")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NaN, "NaN")]
    public void Reports_show_six_digits_in_the_same_style(double number, string text) => NumberText.Short(number).Should().Be(text);

    [Fact]
    public void Errors_have_two_digits_and_numbers_to_compare_ten()
    {
        (NumberText.Rough(1.26e-7), NumberText.Rough(double.PositiveInfinity)).Should().Be(("1.3e-7", "∞"));
        (NumberText.Long(1.0 / 3), NumberText.Long(-1e20)).Should().Be(("0.3333333333", "-1e20"));
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(-0.0, "-0")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e308")]
    public void All_digits_read_back(double number, string text) => NumberText.Full(number).Should().Be(text);
}
