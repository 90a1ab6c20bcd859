using System.Text.RegularExpressions;
using MicrogradSharp.Tests.Conventions;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>The programs of the pages compile, and those with an output print it.</summary>
[Collection(nameof(PageTests))]
[CollectionDefinition(nameof(PageTests), DisableParallelization = true)]     // the programs share one console and one current directory
public sealed partial class PageTests
{
    private const string Page = "docs/cluster.md", Package = "src/MicrogradSharp.Orleans/README.md";

    [Theory]
    [InlineData(Page)]
    [InlineData(Package)]
    public void Every_program_compiles_and_prints_what_the_page_says(string page)
    {
        using var folder = new PageFolder();
        var classes = new PageClasses();
        int runs = 0;
        foreach (Match block in Block().Matches(Repository.Read(page)))
        {
            var program = CSharpProgram.Compile(classes.Complete(block.Groups["code"].Value));
            if (!block.Groups["output"].Success) continue;
            CSharpProgram.Run(program, [], out string printed, out _);
            printed.Should().Be(block.Groups["output"].Value, $"{page} says so");
            runs++;
        }
        runs.Should().Be(page == Page ? 4 : 1);
    }

    [Fact]
    public void Every_example_in_the_documentation_of_the_package_compiles() => CodeExamples.MustCompile(
        typeof(ClusterObjective).Assembly,
        5,
        [
            "MicrogradSharp", "MicrogradSharp.Nn", "MicrogradSharp.Optim", "MicrogradSharp.Orleans", "Microsoft.Extensions.Hosting",
            "Orleans", "Orleans.Hosting",
        ],
        ("grains", "IGrainFactory grains = null!;"),
        ("shards", "Shard[] shards = [];"),
        ("functions", "var functions = new ShardFunctions();"),
        ("host", "var host = Host.CreateApplicationBuilder();"));

    [Fact]
    public void The_page_of_the_package_has_no_relative_link_and_no_picture()
    {
        string page = Repository.Read(Package);
        Target().Matches(page).Should().OnlyContain(link => link.Groups["target"].Value.StartsWith("https://", StringComparison.Ordinal));
        page.Should().NotContain("![");
    }

    [GeneratedRegex(
        @"^```csharp\n(?<code>.*?)^```\n(?:\n```text\n(?<output>.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Target();
}
