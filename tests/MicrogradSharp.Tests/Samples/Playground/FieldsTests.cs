using Playground.Addresses;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class FieldsTests
{
    [Theory]
    [InlineData("tanh(x1*w1 + x2*w2 + b)", "f=tanh(x1*w1%20+%20x2*w2%20+%20b)")]
    [InlineData("a&b=c#d%e", "f=a%26b=c%23d%25e")]
    [InlineData("<script>\"'", "f=%3Cscript%3E%22%27")]
    [InlineData("wärme [°C] \U0001F600\n", "f=w%C3%A4rme%20%5B%C2%B0C%5D%20%F0%9F%98%80%0A")]
    public void A_text_is_readable_and_survives(string text, string written)
    {
        var fields = Fields.Empty.With("f", text);

        fields.ToString().Should().Be(written);
        Fields.Parse(written).Text("f", "").Should().Be(text);
    }

    [Fact]
    public void A_key_survives_too()
    {
        var fields = Fields.Empty.With("a=b&c", "1").With("=", "2");

        Fields.Parse(fields.ToString()).Should().Be(fields);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-1.0 / 3)]
    [InlineData(5e-324)]
    [InlineData(-0.0)]
    [InlineData(double.MaxValue)]
    public void A_number_survives_to_the_last_bit(double number)
    {
        double read = Fields.Parse(Fields.Empty.With("x", number, 7).ToString()).Number("x", 7);

        BitConverter.DoubleToInt64Bits(read).Should().Be(BitConverter.DoubleToInt64Bits(number));
    }

    [Fact]
    public void What_has_its_default_is_left_out()
    {
        var fields = Fields.Empty.With("text", "a", "a").With("number", 0.5, 0.5).With("whole", 3, 3).With("flag", true, true);

        fields.Count.Should().Be(0);
        Fields.Parse("a=2&b=1").With("a", 1, 1).ToString().Should().Be("b=1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("x=")]
    [InlineData("x=one")]
    [InlineData("x=NaN")]
    [InlineData("x=1e999")]
    [InlineData("x=11")]
    [InlineData("x=-1")]
    [InlineData("x=%")]
    [InlineData("&&=&=&x=%zz")]
    public void What_is_missing_or_wrong_has_its_default(string text)
    {
        var fields = Fields.Parse(text);

        fields.Number("x", 5, 0, 10).Should().Be(5);
        fields.WholeNumber("x", 5, 0, 10).Should().Be(5);
        fields.Flag("x", true).Should().BeTrue();
        fields.Choice("x", "b", ["a", "b"]).Should().Be("b");
    }

    [Fact]
    public void Of_a_key_that_comes_twice_the_last_text_counts()
    {
        var fields = Fields.Parse("x=1&y=2&x=3&z");

        fields.Should().Be(Fields.Empty.With("y", "2").With("x", "3").With("z", ""));
    }

    [Fact]
    public void A_text_that_is_too_long_has_its_default()
    {
        Fields.Empty.With("f", new string('a', 1001)).Text("f", "b").Should().Be("b");
    }
}
