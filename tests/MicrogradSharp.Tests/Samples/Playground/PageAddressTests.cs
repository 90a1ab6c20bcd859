using Playground.Addresses;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class PageAddressTests
{
    [Theory]
    [InlineData("#1/formula")]
    [InlineData("#1/formula?f=w*x&w=3")]
    [InlineData("#1/formula/one-multiplication?f=w*x&w=3")]
    [InlineData("#1/gpt/why%20attention")]
    public void An_address_survives(string fragment)
    {
        PageAddress.Parse(fragment)!.ToString().Should().Be(fragment);
    }

    [Fact]
    public void It_has_a_tab_a_lesson_and_fields()
    {
        var address = PageAddress.Parse("#1/network/deep?seed=3/4")!;

        (address.Tab, address.Lesson, address.Fields.Text("seed", "")).Should().Be(("network", "deep", "3/4"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("#1")]
    [InlineData("#1/")]
    [InlineData("#2/formula")]
    [InlineData("#1/a/b/c")]
    [InlineData("#formula?f=x")]
    public void What_this_version_did_not_write_is_no_address(string fragment)
    {
        PageAddress.Parse(fragment).Should().BeNull();
    }

    [Fact]
    public void A_megabyte_is_no_address()
    {
        PageAddress.Parse($"#1/formula?f={new string('a', 1_000_000)}").Should().BeNull();
    }
}
