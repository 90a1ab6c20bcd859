using Playground.Charts;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class PathsTests
{
    private static readonly Scale s_scale = new(0, 1, 0, 10);

    [Fact]
    public void A_point_that_is_not_finite_interrupts_a_line()
    {
        Paths.Line([(0, 0), (0.5, 1), (0.6, double.NaN), (1, 0.25)], s_scale, s_scale).Should().Be("M0 0L5 10M10 2.5");
    }

    [Fact]
    public void A_band_goes_along_its_upper_edge_and_back_along_the_lower_one()
    {
        Paths.Band([(0, 0.1, 0.2), (1, 0.3, 0.4)], s_scale, s_scale).Should().Be("M0 2L10 4L10 3L0 1Z");
    }

    [Theory]
    [InlineData(0.70710678, "0.7071")]
    [InlineData(-1.5, "−1.5000")]
    [InlineData(0, "0.0000")]
    [InlineData(1234567, "1.235e6")]
    [InlineData(-5.5015643e-4, "−5.502e−4")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void A_number_has_four_digits_and_a_real_minus_sign(double number, string text)
    {
        NumberFormat.Of(number).Should().Be(text);
    }

    [Theory]
    [InlineData("-∞", double.NegativeInfinity)]
    [InlineData("−1.5e−3", -1.5e-3)]
    [InlineData(" ∞ ", double.PositiveInfinity)]
    [InlineData("0,5", null)]
    [InlineData("", null)]
    public void A_number_is_read_as_it_is_shown(string text, double? number)
    {
        NumberFormat.Read(text).Should().Be(number);
    }
}
