using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MicrogradSharp.Tests.Conventions;

public sealed partial class SourceTests
{
    /// <summary>Types that may have parts in files with other names: an operator and its method, a generator of rows.</summary>
    private static readonly string[] s_parted = ["Node", "Dataset"];

    [Fact]
    public void One_type_a_file_named_after_it()
    {
        foreach (string path in new[] { "src", "tests", "samples", "benchmarks" }.SelectMany(Repository.Sources))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            string[] types =
            [
                .. TopLevelType().Matches(Repository.Read(path)).Select(match => match.Groups["name"].Value)
                    .Where(type => !s_parted.Contains(type) || name == type),
            ];
            if (types.Length > 0) types.Should().Equal([name], path);
        }
    }

    [Fact]
    public void No_file_passes_300_lines()
    {
        foreach (string path in new[] { "src", "samples", "benchmarks" }.SelectMany(Repository.Sources))
        {
            Repository.Read(path).Split('\n').Length.Should().BeLessThanOrEqualTo(300, path);
        }
    }

    [Fact]
    public void Every_public_type_and_property_documents_itself()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(Value).Assembly.Location, ".xml"));
        var documented = documentation.Descendants("member")
            .Where(member => member.Element("summary") is { } summary ? summary.Nodes().Any() : member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value.Split('(')[0])     // an indexer's name ends in its parameters
            .ToHashSet();
        var types = typeof(Value).Assembly.GetExportedTypes();
        types.Should().OnlyContain(type => documented.Contains("T:" + type.FullName));
        var members = types.SelectMany(
            type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(member => member is PropertyInfo or FieldInfo { IsSpecialName: false });
        members.Should().OnlyContain(
            member => documented.Contains($"{(member is PropertyInfo ? "P" : "F")}:{member.DeclaringType!.FullName}.{member.Name}"));
    }

    [Fact]
    public void No_public_field()
    {
        typeof(Value).Assembly.GetExportedTypes().Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Should().BeEmpty();
    }

    [GeneratedRegex(
        @"^(?:public |internal |file )(?:static |sealed |abstract |readonly |partial |ref )*"
        + @"(?:class|struct|interface|enum|record(?: struct)?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
