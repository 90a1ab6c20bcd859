using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Onnx.Tests;

/// <summary>Compiles and runs the programs of the pages about this package, and compares what they print.</summary>
[Collection(nameof(PageTests))]
[CollectionDefinition(nameof(PageTests), DisableParallelization = true)]     // the programs share one console
public sealed partial class PageTests
{
    private const string Package = "src/MicrogradSharp.Onnx/README.md";

    [Fact]
    public void Every_example_in_the_documentation_of_the_package_compiles() =>
        CodeExamples.MustCompile(typeof(OnnxModel).Assembly, 2, ["MicrogradSharp", "MicrogradSharp.Nn", "MicrogradSharp.Onnx"]);

    [Theory]
    [InlineData("docs/onnx.md", 4)]
    [InlineData(Package, 1)]
    public void Every_program_compiles_runs_and_prints_what_it_says(string page, int programs)
    {
        using var folder = new PageFolder();
        var blocks = Block().Matches(Repository.Read(page));
        blocks.Should().HaveCount(programs);
        foreach (Match block in blocks)
        {
            CSharpProgram.Run(block.Groups["code"].Value).Should().Be(block.Groups["output"].Value, $"{page} says so");
        }
    }

    [Fact]
    public void The_page_of_the_package_has_no_relative_link() =>
        Regex.Matches(Repository.Read(Package), @"\]\((?<target>[^)\s]+)\)").Select(link => link.Groups["target"].Value)
            .Should().OnlyContain(target => target.StartsWith("https://", StringComparison.Ordinal));

    [GeneratedRegex(
        @"^```csharp\n(?<code>.*?)^```\n(?:\n```text\n(?<output>.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
