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
        var own = Root(program).Members.OfType<BaseTypeDeclarationSyntax>().ToArray();
        HashSet<string> present = [.. own.Select(type => type.Identifier.Text)];
        string complete = program;
        for (string added = program; added.Length > 0; complete += added)       // a class may use further classes
        {
            var names = Root(added).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text);
            added = string.Concat(names.Where(name => _sources.ContainsKey(name) && present.Add(name)).Select(name => _sources[name]));
        }
        foreach (var type in own) _sources[type.Identifier.Text] = type.ToFullString();
        return complete;
    }

    private static CompilationUnitSyntax Root(string source) => CSharpProgram.Parse(source, "Program.cs").GetCompilationUnitRoot();
}
