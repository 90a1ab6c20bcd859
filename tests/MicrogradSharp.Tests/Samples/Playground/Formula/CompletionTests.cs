using Playground.Tabs.Formula;

namespace MicrogradSharp.Tests.Samples.Playground.Formula;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("ta|", 0, "tan tanh")]
    [InlineData("weight1*x + we|", 12, "weight1")]
    [InlineData("RE|", 0, "relu remainder")]
    [InlineData("tanh(si| + x", 5, "sigmoid sign silu sin sinh")]
    [InlineData("x1*x|", 3, "x1")]
    [InlineData("tan|h(x)", 0, "")]
    [InlineData("tan|(x)", 0, "")]
    [InlineData("2e|", 0, "")]
    [InlineData("x + |", 4, "")]
    [InlineData("|", 0, "")]
    public void A_word_at_the_caret_may_become_names_that_begin_with_it(string text, int start, string names)
    {
        int caret = text.IndexOf('|');

        var completion = Completion.At(text.Remove(caret, 1), caret);

        completion.Start.Should().Be(start);
        string.Join(" ", completion.Names.Select(name => name.Name)).Should().Be(names);
    }

    [Fact]
    public void A_caret_outside_of_the_text_is_at_its_end()
    {
        Completion.At("ta", 99).Names.Should().NotBeEmpty();
    }
}
