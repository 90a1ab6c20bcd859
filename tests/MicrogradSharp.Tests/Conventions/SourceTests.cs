using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MicrogradSharp.Tests.Conventions;

public sealed partial class SourceTests
{
    private const int LongestLine = 140;

    /// <summary>Types of which a file may hold a part, under its own name: an operator and its method, a generator of rows.</summary>
    private static readonly string[] s_parted = ["Node", "Dataset"];

    [Fact]
    public void One_type_a_file_named_after_it()
    {
        foreach (string path in new[] { "src", "tests", "samples", "benchmarks" }.SelectMany(Repository.Sources))
        {
            string name = Path.GetFileName(path).Split('.')[0];        // the code beside X.razor is in X.razor.cs
            string[] types =
            [
                .. TopLevelType().Matches(Repository.Read(path)).Select(match => match.Groups["name"].Value)
                    .Where(type => !s_parted.Contains(type) || name == type),
            ];
            // a program of one file has a name in small letters
            var comparer = Path.GetDirectoryName(path) == "samples" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
            if (types.Length > 0) types.Should().Equal([name], comparer.Equals, path);
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
    public void No_line_passes_140_columns()
    {
        string[] folders = ["src", "tests", "samples", "benchmarks", "docs"];
        var paths = folders.SelectMany(folder => Repository.Texts(folder, SearchOption.AllDirectories))
            .Concat(Repository.Texts(".", SearchOption.TopDirectoryOnly));
        foreach (string path in paths)
        {
            string[] lines = Repository.Read(path).Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (MayBeLong(path, lines[i])) continue;
                lines[i].TrimEnd('\r').Length
                    .Should().BeLessThanOrEqualTo(LongestLine, $"{path}:{i + 1} should be readable without scrolling");
            }
        }
    }

    [Fact]
    public void Every_member_that_users_see_has_a_summary_but_overrides_and_implementations_of_interfaces()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(Value).Assembly.Location, ".xml")).Descendants("member")
            .Where(member =>
                member.Element("summary")?.Nodes().Any() == true || member.Element("inheritdoc")?.Attribute("cref") is not null)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
        var library = LibrarySources.Compilation.Assembly.GlobalNamespace;
        string[] seen = [.. Visible(library).Select(symbol => symbol.GetDocumentationCommentId()!)];
        seen.Should().HaveCountGreaterThan(400).And.OnlyHaveUniqueItems();
        seen.Where(id => !documented.Contains(id)).Should().BeEmpty();
    }

    [Fact]
    public void Members_stand_before_nested_types()
    {
        var trees = LibrarySources.Compilation.SyntaxTrees;
        var types = trees.SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<TypeDeclarationSyntax>().ToArray();
        types.Should().HaveCountGreaterThan(200);
        foreach (var type in types)
        {
            type.Members.SkipWhile(member => !IsType(member)).Where(member => !IsType(member)).Should().BeEmpty(
                $"{type.Identifier} in {type.SyntaxTree.FilePath} has nested types last");
        }

        static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;
    }

    [Fact]
    public void No_public_field()
    {
        typeof(Value).Assembly.GetExportedTypes().Where(type => !type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Should().BeEmpty();
    }

    /// <summary>Types and members that users of the library see and that no base or interface documents.</summary>
    private static IEnumerable<ISymbol> Visible(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol inner => Visible(inner),
            { DeclaredAccessibility: not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal) } => [],
            INamedTypeSymbol type => Visible(type).Prepend(type),
            { IsImplicitlyDeclared: true } or { IsOverride: true } or IMethodSymbol { AssociatedSymbol: not null } => [],
            _ when Implements(member) => [],
            _ => (ISymbol[])[member],
        });

    private static bool Implements(ISymbol member)
    {
        var type = member.ContainingType;
        return type.AllInterfaces.SelectMany(declared => declared.GetMembers()).Any(declared =>
            member.Equals(type.FindImplementationForInterfaceMember(declared), SymbolEqualityComparer.Default));
    }

    /// <summary>A row of a Markdown table and an address cannot be wrapped.</summary>
    private static bool MayBeLong(string path, string line) =>
        (path.EndsWith(".md", StringComparison.Ordinal) && line.StartsWith('|')) || Address().Replace(line, "").Length <= LongestLine;

    [GeneratedRegex(
        @"^(?:public |internal |file )(?:static |sealed |abstract |readonly |partial |ref )*"
        + @"(?:class|struct|interface|enum|record(?: struct)?) (?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"https?://[^\s"")>]+")]
    private static partial Regex Address();
}
