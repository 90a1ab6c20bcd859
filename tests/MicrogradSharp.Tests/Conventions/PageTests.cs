using System.Globalization;
using System.Text.RegularExpressions;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Links, width, numbers and commands of the pages that people read.</summary>
public sealed partial class PageTests
{
    /// <summary>The page that NuGet shows.</summary>
    internal const string Package = "src/MicrogradSharp/README.md";

    private const string Readme = "README.md", Contributing = "CONTRIBUTING.md", Benchmarks = "docs/benchmarks.md", Tape = "docs/tape.md";

    /// <summary>The pages in <c>docs</c>.</summary>
    internal static IEnumerable<string> Documentation =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Order();

    /// <summary>Pages about packages of their own, whose tests run their programs.</summary>
    internal static IReadOnlyList<string> OtherPackages { get; } = ["docs/cluster.md", "docs/onnx.md"];

    public static TheoryData<string> Pages =>
    [
        Readme, Package, "src/MicrogradSharp.Onnx/README.md", "src/MicrogradSharp.Orleans/README.md", Contributing, "CHANGELOG.md",
        .. Documentation,
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_to_a_file_or_a_section_leads_there(string page)
    {
        string folder = Path.GetDirectoryName(page)!;
        foreach (Match link in Link().Matches(Repository.Read(page)))
        {
            string file = link.Groups["file"].Value, section = link.Groups["section"].Value;
            string target = file.Length == 0 ? page : Path.Combine(folder, file);
            Path.Exists(Path.Combine(Repository.Root, target)).Should().BeTrue("{0} links to {1}", page, file);
            if (section.Length > 0) Sections(Repository.Read(target)).Should().Contain(section, "{0} links to it in {1}", page, target);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Numbered_sections_count_from_1(string page)
    {
        string[] numbers = [.. NumberedSection().Matches(Repository.Read(page)).Select(section => section.Groups["number"].Value)];
        numbers.Should().Equal(Enumerable.Range(1, numbers.Length).Select(number => $"{number}"), page);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void No_line_passes_140_columns(string page)
    {
        if (page == OperatorsPage.Document) return;     // its tables and lists are generated, a line an operator
        Repository.Read(page).Split('\n').Should().OnlyContain(line => line.Length <= 140, "{0} is read as text too", page);
    }

    [Fact]
    public void The_readme_links_to_every_page_of_the_documentation()
    {
        var linked = Link().Matches(Repository.Read(Readme)).Select(link => link.Groups["file"].Value);
        Documentation.Should().HaveCountGreaterThan(6).And.BeSubsetOf(linked);
    }

    [Fact]
    public void The_page_of_the_package_has_no_relative_link_and_no_picture()
    {
        string page = Repository.Read(Package);
        Target().Matches(page).Select(link => link.Groups["target"].Value)
            .Should().OnlyContain(target => target.StartsWith("https://", StringComparison.Ordinal));
        page.Should().NotContain("![").And.NotContain("<img");
    }

    [Fact]
    public void The_commands_of_the_readme_are_those_that_ci_runs()
    {
        string readme = Repository.Read(Readme), rehearsed = Repository.Read(".ci/run");
        string[] commands = ["dotnet run --project samples/Playground", "dotnet run -c Release --project samples/Moons", "dotnet test"];
        foreach (string command in commands)
        {
            readme.Should().Contain(command);
            rehearsed.Should().MatchRegex($"(?m)^ *{Regex.Escape(command)}( |$)", "what the README tells to run must be tried");
        }
    }

    [Fact]
    public void Contributing_names_every_folder_of_the_library_and_only_places_that_exist()
    {
        const string Library = "src/MicrogradSharp";
        string page = Repository.Read(Contributing);
        string[] sources = [.. Repository.Sources(Library)];
        foreach (string folder in sources.Select(path => path.Split('/')).Where(path => path.Length > 3).Select(path => path[2]).Distinct())
        {
            page.Should().Contain($"| `{folder}` |", "a reader finds a place by its folder");
        }
        var matches = Row().Matches(page).SelectMany(row => Place().Matches(row.Value));
        string[] places = [.. matches.Select(place => place.Groups["place"].Value)];
        places.Should().HaveCountGreaterThan(20);
        foreach (string place in places)
        {
            bool exists = new[] { "", Library }.Any(root => Path.Exists(Path.Combine(Repository.Root, root, place)));
            (exists || sources.Any(path => path.EndsWith($"/{place}", StringComparison.Ordinal)))
                .Should().BeTrue("{0} names {1}", Contributing, place);
        }
    }

    [Fact]
    public void The_readme_names_the_target()
    {
        string target = Regex.Match(Repository.Read("Directory.Build.props"), "<TargetFramework>(.*)</TargetFramework>").Groups[1].Value;
        Repository.Read(Readme).Should().Contain($"targets {target} only");
    }

    [Fact]
    public void The_number_of_operators_is_that_of_their_page()
    {
        int count = OperatorRow().Count(Repository.Read(OperatorsPage.Document));
        Repository.Read(Readme).Should().Contain($"all {count} ");
        Repository.Read(Package).Should().Contain($"{count} operators");
        Repository.Read(Benchmarks).Should().Contain($"| operators | {count}, ");
    }

    [Fact]
    public void Every_ratio_to_C_is_that_of_the_run()
    {
        string benchmarks = Repository.Read(Benchmarks);
        string eager = Ratio("eager, with Sum"), retained = Ratio("retained, with Sum"), recorded = Ratio("tape, one thread");

        benchmarks
            .Should().MatchRegex($@"\| eager: [^|]*\|[^|]*\| {eager} \|").And.MatchRegex($@"\| retained: [^|]*\|[^|]*\| {retained} \|")
            .And.MatchRegex($@"\| recorded: [^|]*\|[^|]*\| {recorded} \|")
            .And.Contain($"{eager} eager, {retained} retained, {recorded} recorded");
        Repository.Read(Tape)
            .Should().Contain($"| eager | {eager} |").And.Contain($"| retained | {retained} |").And.Contain($"| recorded | {recorded} |");
        string nodes = Ratio("eager, with Dot"), graph = Ratio("retained, with Dot");
        string one = Ratio("tape, batch 1"), batch = Ratio("tape, batch 32");
        benchmarks.Should().Contain($"| {nodes}; {graph}; {one} |").And.Contain($"a document a step | {batch} |");
        string jacobian = Regex.Match(benchmarks, @"(?m)^3 parameters, 100,000 rows .*? ([\d.]+) x ").Groups[1].Value;
        string jet = Regex.Match(benchmarks, @"(?m)^Jet .* ([\d.]+) x$").Groups[1].Value;
        string cold = Regex.Match(benchmarks, @"(?m)^  tenth on / warm +([\d.]+) x").Groups[1].Value;
        Repository.Read(Readme)
            .Should().Contain($"{recorded} times").And.Contain($"| {eager}; {retained}; {recorded} |")
            .And.Contain($"| {nodes}; {one}; {batch} |").And.Contain($"| C# | {jacobian} |")
            .And.Contain($"| C# | {jet} |").And.Contain($"{cold} times");

        // the last column: 3 digits from 100 on, 2 from 10 on, and 2 decimals below
        string Ratio(string row)
        {
            string number = Regex.Match(benchmarks, $@"(?m)^{row} .* ([\d.]+) x$").Groups[1].Value;
            double ratio = double.Parse(number, CultureInfo.InvariantCulture);
            return ratio.ToString(ratio < 10 ? "F2" : "F0", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The names that a link uses for the headings of a page, as GitHub forms them.</summary>
    private static IEnumerable<string> Sections(string text) =>
        Heading().Matches(text).Select(heading => NotInAName()
            .Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:)(?<file>[^)#\s]*)(?:#(?<section>[^)\s]+))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Target();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^## (?<number>\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex NumberedSection();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAName();

    [GeneratedRegex(@"^\|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<place>[\w/.]+(?:\.cs|/\w+))`")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\| \[`", RegexOptions.Multiline)]
    private static partial Regex OperatorRow();
}
