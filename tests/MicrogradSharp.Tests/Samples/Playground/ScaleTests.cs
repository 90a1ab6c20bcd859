using Playground.Charts;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3, 7, "−2 0 2 4 6")]
    [InlineData(0, 2e-4, "0 5e−5 1e−4 1.5e−4 2e−4")]
    [InlineData(0, 760, "0 200 400 600")]
    [InlineData(0.0112, 0.0118, "0.0112 0.0113 0.0114 0.0115 0.0116 0.0117 0.0118")]
    [InlineData(-2e7, 1e7, "−2e7 −1.5e7 −1e7 −5e6 0 5e6 1e7")]
    public void Ticks_are_round_numbers_in_one_format(double low, double high, string texts)
    {
        new Scale(low, high, 0, 100).Ticks().Select(tick => tick.Text).Should().Equal(texts.Split(' '));
    }

    [Fact]
    public void Numbers_that_are_not_finite_do_not_count()
    {
        var scale = Scale.Of([1, double.NaN, 3, double.PositiveInfinity], 0, 100);

        (scale.Low, scale.High, scale.At(2)).Should().Be((1, 3, 50));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(-1e-300)]
    [InlineData(1e300)]
    public void One_number_alone_stands_within_its_scale(double number)
    {
        var scale = Scale.Of([number, number], 0, 100);

        scale.At(number).Should().BeInRange(1, 99);
        scale.Ticks().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(-1.7e308, 1.7e308)]
    [InlineData(1.7e308, 1.7e308)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(0, 5e-324)]
    [InlineData(-1e-320, 1e-320)]
    public void The_largest_and_the_smallest_numbers_have_places(double low, double high)
    {
        var scale = Scale.Of([low, high], 0, 100, 0.05);

        foreach (double number in new[] { low, high, 0 }) double.IsFinite(scale.At(number)).Should().BeTrue();
        scale.At(high).Should().BeInRange(scale.At(low), 100);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1, 1)]
    [InlineData(double.MinValue, double.MaxValue)]
    public void A_scale_without_a_range_has_no_ticks(double low, double high)
    {
        new Scale(low, high, 0, 100).Ticks().Should().BeEmpty();
    }

    [Fact]
    public void A_place_is_a_number_again()
    {
        var scale = new Scale(-3, 7, 300, 20);

        scale.Number(scale.At(2.5)).Should().BeApproximately(2.5, 1e-12);
    }
}
