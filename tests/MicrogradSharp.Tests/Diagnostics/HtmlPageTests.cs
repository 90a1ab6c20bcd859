using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MicrogradSharp.Diagnostics;

namespace MicrogradSharp.Tests.Diagnostics;

public sealed class HtmlPageTests
{
    [Fact]
    public void The_page_of_the_neuron_is_small() => Encoding.UTF8.GetByteCount(LectureNeuron.Graph().ToHtml()).Should().BeLessThan(30_000);

    [Fact]
    public void The_page_fetches_nothing()
    {
        string page = LectureNeuron.Graph().ToHtml();
        page.Should().NotContain("http:").And.NotContain("https:").And.NotContain("url(")
            .And.NotContain("@import").And.NotContain(" src=").And.NotContain("href");
        page.Should().Contain("default-src 'none'");
    }

    [Fact]
    public void No_label_and_no_symbol_becomes_markup()
    {
        var plain = Tags(Labels.Draw("x").ToHtml());
        foreach (string label in Labels.Awkward)
        {
            Tags(Labels.Draw(label).ToHtml()).Should().Equal(plain, label);
            Tags(Labels.Draw("x").ToHtml(label)).Should().Equal(plain, label);
            Tags(new Graph(Node.From(new AwkwardSymbol(label), 1.0)).ToHtml())
                .Should().Equal(Tags(new Graph(((Node)1.0).Tanh()).ToHtml()), label);
        }
    }

    [Fact]
    public void The_steps_are_json_that_no_label_leaves()
    {
        foreach (string label in Labels.Awkward)
        {
            string json =
                Regex.Match(Labels.Draw(label).ToHtml(), "<script type=\"application/json\" id=\"steps\">(.*?)</script>").Groups[1].Value;
            json.Should().NotContain("<").And.NotContain("&");
            using var steps = JsonDocument.Parse(json);
            steps.RootElement.GetArrayLength().Should().Be(6);
        }
    }

    [Fact]
    public void The_title_is_the_users_or_the_outputs()
    {
        LectureNeuron.Graph().ToHtml().Should().Contain("<title>Backprop through o</title>").And.Contain("<h1>Backprop through o</h1>");
        LectureNeuron.Graph().ToHtml("A <neuron>").Should().Contain("<title>A &lt;neuron&gt;</title>");
    }

    [Fact]
    public void Gradients_are_computed_for_the_page_and_those_of_the_graph_stay()
    {
        var graph = LectureNeuron.Graph();
        graph.ToHtml().Should().Contain("x1: data 2, gradient -1.4999999999999");
        graph.Values.Select(value => value.Grad).Should().OnlyContain(gradient => gradient == 0);
    }

    [Fact]
    public void The_same_graph_gives_the_same_page() => LectureNeuron.Graph().ToHtml().Should().Be(LectureNeuron.Graph().ToHtml());

    /// <summary>Returns the names of the tags as a browser sees them: the content of a script is not markup.</summary>
    private static string[] Tags(string page) =>
        [
            .. Regex.Matches(Regex.Replace(page, "(?s)(<script[^>]*>).*?(</script)", "$1$2"), "<(/?[a-zA-Z!][^\\s>]*)")
                .Select(match => match.Groups[1].Value),
        ];
}
