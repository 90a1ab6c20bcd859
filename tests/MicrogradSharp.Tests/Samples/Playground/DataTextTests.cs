using Playground.Tabs.Fit;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class DataTextTests
{
    [Theory]
    [InlineData("x,y\r\n1,2\r\n")]
    [InlineData("x\ty\n1\t2")]
    [InlineData("x;y\r1;2")]
    [InlineData("\n  x    y\n  1   2  \n\n")]
    public void Fields_have_commas_between_them(string pasted)
    {
        DataText.Normalized(pasted).Should().Be("x,y\n1,2");
    }

    [Fact]
    public void Commas_within_numbers_are_decimal_where_semicolons_are_between_fields()
    {
        DataText.Normalized("x;y\n0,5;-1,25\n2;3").Should().Be("x,y\n0.5,-1.25\n2,3");
    }

    [Theory]
    [InlineData("a b,y\n1;2,3")]
    [InlineData("x,;y\n1,;2")]
    [InlineData("x\ty\n1,234\t2")]
    public void What_has_other_commas_keeps_the_rest(string pasted)
    {
        DataText.Normalized(pasted).Should().Be(pasted);
    }

    [Fact]
    public void In_an_address_lines_end_in_semicolons()
    {
        DataText.Turned("x,y\n1,2").Should().Be("x,y;1,2");
        DataText.Turned(DataText.Turned("a;b\nc")).Should().Be("a;b\nc");
    }

    [Theory]
    [InlineData(1_000_000, "1")]
    [InlineData(15_001, "1")]
    [InlineData(6_000, "ä")]
    public void What_does_not_fit_into_the_address_is_refused(int length, string text)
    {
        var normalize = () => DataText.Normalized(string.Concat(Enumerable.Repeat(text, length)));

        normalize.Should().Throw<FitException>().WithMessage("*at most 15,000 characters*").Which.Place.Should().Be(FitPlace.Data);
    }
}
