using System.Text;
using Playground.Tabs.Network;

namespace MicrogradSharp.Tests.Samples.Playground.Network;

public sealed class PointsCsvTests
{
    [Fact]
    public void Points_are_taken_as_they_are_when_they_fit()
    {
        var (points, note) = PointsCsv.Read("x,y,class\n0.5,1.25,3\n-1,0,7\n");

        note.Should().Be("2 points were taken.");
        var data = points.ToDataset();
        data[0, 0].Should().BeApproximately(0.5, 1e-3);
        data[0, 1].Should().BeApproximately(1.25, 1e-3);
        data.Column(2).Should().Equal(0, 1);
    }

    [Fact]
    public void Large_coordinates_are_scaled_and_the_note_says_so()
    {
        var (points, note) = PointsCsv.Read("1000,1,0\n3000,5,1\n2000,3,1");

        note.Should().Be("3 points were taken, each axis scaled to the range from −1.5 to 1.5.");
        points.ToDataset()[2, 0].Should().BeApproximately(0, 1e-3);
    }

    [Theory]
    [InlineData("x,y,class\n")]
    [InlineData("")]
    public void A_megabyte_gives_the_first_2000_points(string header)
    {
        var text = new StringBuilder(header);
        for (int i = 0; text.Length < 1_000_000; i++) text.Append(i % 2 == 0 ? "0.5,1,0\n" : "1,0.5,1\n");

        var (points, note) = PointsCsv.Read(text.ToString());

        points.Count.Should().Be(OwnPoints.Most);
        note.Should().Be("The first 2000 points were taken.");
    }

    [Fact]
    public void A_line_that_the_limit_cuts_in_two_is_left_out()
    {
        string text = string.Concat(Enumerable.Range(0, 1500).Select(i => $"{new string('0', 90)}1,2,{i % 2}\n"));     // 96 characters each

        var (points, note) = PointsCsv.Read(text[..(PointsCsv.MostCharacters + 1)]);

        points.Count.Should().Be(1041);
        note.Should().Be("The first 1041 points were taken.");
    }

    [Theory]
    [InlineData("", "*expected a header*")]
    [InlineData("1,2\n3,4", "expected 3 columns, x, y and the class, but there are 2.")]
    [InlineData("1,2,0", "expected at least 2 points, one of each class.")]
    [InlineData("1,2,0\n3,4,0", "expected two classes in the last column, such as 0 and 1.")]
    [InlineData("1,2,0\n3,4,1\n3,4,2", "expected two classes in the last column, such as 0 and 1.")]
    [InlineData("1,2,0\n3,inf,1", "a coordinate is not finite, or too large.")]
    [InlineData("1,2,0\nNaN,1,1", "a coordinate is not finite, or too large.")]
    [InlineData("1,2,0\n1,1,NaN", "expected two classes in the last column, such as 0 and 1.")]
    [InlineData("<script>alert(1)</script>", "expected 3 columns*")]
    [InlineData("1,2,0\n1,1,<script>alert(1)</script>", "*expected a number*")]
    public void A_text_that_is_something_else_is_refused(string text, string message)
    {
        var read = () => PointsCsv.Read(text);

        read.Should().Throw<FormatException>().WithMessage(message);
    }

    [Fact]
    public void A_megabyte_on_one_line_is_refused()
    {
        var read = () => PointsCsv.Read(new string('1', 1_000_000));

        read.Should().Throw<FormatException>().WithMessage("the first line is longer than 100000 characters.");
    }
}
