using System.Text.RegularExpressions;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>
/// Compiles and runs every C# block of the documents. If a block of text or a drawing follows, the program must print it. The SVG
/// pictures of a page are those that its programs write.
/// </summary>
[Collection(nameof(DocumentTests))]
[CollectionDefinition(nameof(DocumentTests), DisableParallelization = true)]     // the programs share one console
public sealed partial class DocumentTests
{
    /// <summary>Names that examples use without declaring them.</summary>
    private static readonly (string Name, string Declaration)[] s_madeElsewhere =
    [
        ("x", "Node x = 1;"),
        ("a", "Node a = 1, b = 2, c = 3; double[] rows = [1, 2, 3]; double x0 = 1, x1 = 2, label = 1;"),
        ("model", "var model = new MLP(2, [1]);"),
        ("loss", "Node loss = 1;"),
        ("optimizer", "Optimizer optimizer = new Sgd([1.0], 0.1); const int step = 3;"),
        ("dataset", "var dataset = new Dataset([\"x0\", \"x1\", \"label\"], [1, 2, 1]);"),
    ];

    private static readonly string[] s_usings =
    [
        "MicrogradSharp", "MicrogradSharp.Datasets", "MicrogradSharp.Diagnostics", "MicrogradSharp.Fitting", "MicrogradSharp.Forward",
        "MicrogradSharp.Nn", "MicrogradSharp.Optim", "System.Numerics", "System.Numerics.Tensors", "System.Runtime.CompilerServices",
    ];

    /// <summary>The pages with programs: the README, the page of the package, and the documentation.</summary>
    public static TheoryData<string> Documents =>
        ["README.md", PageTests.Package, .. PageTests.Documentation.Except(PageTests.OtherPackages)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_block_compiles_runs_and_prints_what_it_says(string document)
    {
        string text = Repository.Read(document);
        var classes = new PageClasses();
        using var folder = new PageFolder();
        foreach (Match block in Block().Matches(text))
        {
            string printed = CSharpProgram.Run(classes.Complete(block.Groups["code"].Value));
            if (block.Groups["output"].Success) printed.Should().Be(block.Groups["output"].Value, $"{document} says so");
        }
        var shown = Picture().Matches(text).Select(picture => picture.Groups["name"].Value);
        CheckPictures(Environment.CurrentDirectory).Should().BeEquivalentTo(shown);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_output_follows_the_program_that_prints_it(string document)
    {
        string text = Repository.Read(document);
        Output().Count(text).Should().Be(
            Block().Matches(text).Count(block => block.Groups["output"].Success), "an output that no program prints is not checked");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_page_has_a_program_and_its_output(string document)
    {
        if (document == OperatorsPage.Document) return;     // a table
        Block().Matches(Repository.Read(document)).Should().Contain(block => block.Groups["output"].Success);
    }

    [Fact]
    public void The_page_of_the_package_has_ten_lines_and_three_programs_more() =>
        Block().Matches(Repository.Read(PageTests.Package)).Should().HaveCount(4);

    [Fact]
    public void Every_example_in_the_documentation_of_the_library_compiles() =>
        CodeExamples.MustCompile(typeof(Value).Assembly, 5, s_usings, s_madeElsewhere);

    /// <summary>Compares the pictures that the programs wrote with those of the same name in <c>docs/images</c>.</summary>
    /// <returns>The names of the pictures.</returns>
    private static string[] CheckPictures(string folder)
    {
        string[] names = [.. Directory.EnumerateFiles(folder, "*.svg").Select(path => Path.GetFileName(path)).Order()];
        foreach (string name in names)
        {
            GeneratedFile.Check($"docs/images/{name}", File.ReadAllText(Path.Combine(folder, name)), nameof(DocumentTests));
        }
        return names;
    }

    [GeneratedRegex(
        @"^```csharp\n(?<code>.*?)^```\n(?:\n```(?:text|mermaid)\n(?<output>.*?)^```\n)?",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^```(?:text|mermaid)\n", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"\]\(images/(?<name>[^)]+\.svg)\)")]
    private static partial Regex Picture();
}
