using Playground.Tabs.Gpt;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class NameListTests
{
    [Theory]
    [InlineData("anna\nbert\r\n\n carla ", "anna,bert,carla")]
    [InlineData("anna, bert;b,,", "anna,bert;b")]
    [InlineData("anna bert\tcarla", "anna,bert,carla")]
    [InlineData("New York\nLos Angeles", "New York,Los Angeles")]
    [InlineData("a,a", "a,a")]
    [InlineData("anna bert,", "anna,bert")]
    [InlineData("Zoë,\U0001F600\U0001F601", "Zoë,\U0001F600\U0001F601")]
    [InlineData("<script>alert(1)</script>,<b>", "<script>alert(1),<b>")]
    public void Names_have_commas_new_lines_or_else_spaces_between_them(string text, string names)
    {
        var list = NameList.Parse(text);

        list.Text.Should().Be(names);
        NameList.Parse(list.Text).Text.Should().Be(names, "an address holds the same names");
    }

    [Theory]
    [InlineData("", "*at least 2 names*this has 0*")]
    [InlineData("  \n,, ", "*this has 0*")]
    [InlineData("anna", "*this has 1*")]
    [InlineData("a", "*this has 1*")]
    [InlineData("<script>alert(1)</script>", "*this has 1*")]
    [InlineData("anna,b\0rt", "*not a list of names*U+0000*")]
    [InlineData("anna,\uD800bert", "*not a list of names*U+FFFD*")]
    public void A_text_that_is_no_list_is_refused(string text, string message)
    {
        var parse = () => NameList.Parse(text);

        parse.Should().Throw<FormatException>().WithMessage(message);
        NameList.TryParse(text).Should().BeNull();
    }

    [Fact]
    public void A_megabyte_is_cut_to_what_an_address_can_hold()
    {
        var list = NameList.Parse(string.Join('\n', Enumerable.Range(0, 200_000).Select(i => $"n{i:D5}")));

        list.Names.Should().HaveCount(NameList.MaxNames);
        list.Cut.Should().StartWith("The first 500 names are used");
        GptState.Parse(new GptState(list.Text, false, 42, 0, 0.5, "", 1).Format()).Names.Should().Be(list.Text);
    }

    [Fact]
    public void A_megabyte_without_a_break_is_refused()
    {
        NameList.TryParse(new string('a', 1_000_000)).Should().BeNull();
    }

    [Fact]
    public void Bytes_and_different_letters_have_a_limit_too()
    {
        var wide = NameList.Parse(string.Join('\n', Enumerable.Repeat("\U0001F600\U0001F601\U0001F602\U0001F603", 499)));
        (wide.Names.Count * 17).Should().BeInRange(NameList.MaxBytes - 17, NameList.MaxBytes);
        var many = NameList.Parse(string.Join('\n', Enumerable.Range(0x4E00, 499).Select(c => (char)c)));
        many.Names.Should().HaveCount(NameList.MaxLetters);
    }

    [Fact]
    public void A_long_name_is_cut_and_the_cut_is_said()
    {
        var list = NameList.Parse("anna,llanfairpwllgwyngyll");

        list.Names.Should().Equal("anna", "llanfairpwllgwyn");
        list.Cut.Should().Be("1 of them is cut to 16 letters.");
    }

    [Fact]
    public void The_elements_are_whole()
    {
        NameList.Elements.Names.Should().HaveCount(118).And.OnlyHaveUniqueItems();
        NameList.Parse(NameList.Elements.Text).Should().BeEquivalentTo(NameList.Elements);
    }
}
