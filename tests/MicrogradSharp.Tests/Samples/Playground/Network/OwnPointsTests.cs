using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

public sealed class OwnPointsTests
{
    private static readonly Square s_square = new(0.5, -0.25, 2);

    [Fact]
    public void Points_survive_their_address_on_a_grid()
    {
        var points = OwnPoints.Empty(s_square).With(-1.5, 1.75, true).With(0.5, -0.25, false).With(99, -99, true);

        var read = OwnPoints.Parse(points.ToString())!;

        read.ToString().Should().Be(points.ToString());
        var data = read.ToDataset();
        data.RowCount.Should().Be(3);
        data[0, 0].Should().BeApproximately(-1.5, 2.0 / 8192);
        data[0, 1].Should().BeApproximately(1.75, 2.0 / 8192);
        data.Column(2).Should().Equal(1, 0, 1);
        data[2, 0].Should().BeApproximately(2.5, 0.001, "what is outside comes to the edge");
        OwnPoints.Of(data, s_square).ToString().Should().Be(points.ToString(), "points of the grid stay where they are");
        points.WithoutLast().Count.Should().Be(2);
    }

    [Theory]
    [InlineData(2.5, -2.25, true)]
    [InlineData(2.51, 0, false)]
    [InlineData(0, 1.76, false)]
    [InlineData(double.NaN, 0, false)]
    public void A_square_holds_what_lies_in_it_and_says_its_range(double x, double y, bool isHeld)
    {
        s_square.Holds(x, y).Should().Be(isHeld);
        s_square.Described.Should().Be("x goes from −1.5 to 2.5, y from −2.25 to 1.75");
    }

    [Fact]
    public void There_are_at_most_2000()
    {
        var points = OwnPoints.Empty(s_square);
        for (int i = 0; i < OwnPoints.Most; i++) points = points.With(0, 0, true);

        points.With(0, 0, true).Count.Should().Be(OwnPoints.Most);
        OwnPoints.Parse(points.ToString() + "AAAAA").Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("0,0,2")]
    [InlineData("0,0,2;AAAA")]
    [InlineData("0,0,2;AAA<A")]
    [InlineData("0,0,2;_____")]
    [InlineData("0,0,0;AAAAA")]
    [InlineData("NaN,0,1;AAAAA")]
    [InlineData("0,0,1e300;AAAAA")]
    [InlineData("0,0,1,1;AAAAA")]
    public void A_text_that_is_something_else_gives_none(string text) => OwnPoints.Parse(text).Should().BeNull();
}
