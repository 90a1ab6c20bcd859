using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Tests.Samples;

/// <summary>Runs the single-file programs that people copy, with the library of this build.</summary>
[Collection(nameof(DocumentTests))]     // the programs share one console
public sealed class FileProgramTests
{
    [Fact]
    public void The_neuron_of_the_lecture_has_the_gradients_of_the_lecture()
    {
        Run("neuron")
            .Should().StartWith("o = tanh(0.8814) = 0.7071").And.Contain("do/dx1 = -1.5000").And.Contain("do/dw1 =  1.0000")
            .And.Contain("do/dx2 =  0.5000");
    }

    [Fact]
    public void Exclusive_or_is_learnt()
    {
        var predictions = Numbers(Run("xor"), @"xor \d = (?<expected>\d)\s+predicted (?<found>\S+)").ToArray();
        predictions.Should().HaveCount(4).And.OnlyContain(p => Math.Abs(p.Expected - p.Found) < 0.01);
    }

    [Fact]
    public void The_fit_finds_the_certified_parameters()
    {
        var found = Numbers(Run("curve-fitting"), @"= (?<found>\S+)\s+certified (?<expected>\S+)").ToArray();
        found.Should().HaveCount(5).And.OnlyContain(p => p.Expected == p.Found);
    }

    [Fact]
    public void The_fit_is_reported_predicts_and_is_drawn()
    {
        string printed = Run("curve-fitting");

        printed.Should().MatchRegex(@"b1 +238\.942 +2\.70701 +233\.044 +244\.84").And.Contain("a new point within 52.17 to 52.64");
        string picture = Regex.Match(printed, "wrote (.*)").Groups[1].Value.Trim();
        var elements = XDocument.Parse(File.ReadAllText(picture)).Descendants().Select(element => element.Name.LocalName).ToArray();
        elements.Should().Contain("polygon", "the band").And.Contain("polyline", "the curve");
        elements.Count(name => name == "circle").Should().Be(2 * 14, "points and residuals");
    }

    [Fact]
    public void The_classifier_knows_flowers_that_it_has_not_seen()
    {
        string printed = Run("classifier");

        Numbers(printed, @"accuracy on unseen flowers (?<expected>\d+) of 30 = (?<found>\S+)")
            .Should().ContainSingle().Which.Found.Should().BeGreaterThanOrEqualTo(0.9);
        Numbers(printed, @"versicolor (?<expected>(?<found>\S+))")
            .Should().ContainSingle().Which.Found.Should().BeGreaterThan(0.9, "of the flower at the end");
    }

    private static string Run(string name)
    {
        AppContext.SetData("EntryPointFileDirectoryPath", Path.Combine(Repository.Root, "samples"));     // as dotnet run does
        return CSharpProgram.Run(CSharpProgram.OfSample(name));
    }

    private static IEnumerable<(double Expected, double Found)> Numbers(string printed, string pattern) =>
        Regex.Matches(printed, pattern).Select(match => (Number(match, "expected"), Number(match, "found")));

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
}
