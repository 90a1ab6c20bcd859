using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>The classes that a page has printed so far. A later program on the page may use one without printing it again.</summary>
internal sealed class PageClasses
{
    private readonly Dictionary<string, string> _sources = [];

    /// <summary>Returns a program with the earlier classes that it uses below it, and keeps the classes that it declares.</summary>
    public string Complete(string program)
    {
        string complete = program;
        HashSet<string> present = [];
        var added = Root(program);
        while (true)
        {
            foreach (var type in Types(added)) present.Add(type.Identifier.Text);
            string[] missing =
            [
                .. added.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text)
                    .Distinct().Where(name => _sources.ContainsKey(name) && !present.Contains(name)),
            ];
            if (missing.Length == 0) break;
            string below = string.Concat(missing.Select(name => _sources[name]));
            complete += below;
            added = Root(below);        // a class may use further classes
        }
        foreach (var type in Types(Root(program))) _sources[type.Identifier.Text] = type.ToFullString();
        return complete;
    }

    private static CompilationUnitSyntax Root(string source) => CSharpProgram.Parse(source, "Program.cs").GetCompilationUnitRoot();

    private static IEnumerable<BaseTypeDeclarationSyntax> Types(CompilationUnitSyntax root) =>
        root.Members.OfType<BaseTypeDeclarationSyntax>();
}
