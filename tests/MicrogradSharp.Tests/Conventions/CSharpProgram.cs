using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>C# as a user writes it, compiled against the library.</summary>
internal static class CSharpProgram
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("MicrogradSharp.dll", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the compiler finds wrong.</summary>
    public static IReadOnlyList<string> Errors(string source)
    {
        using var nowhere = new MemoryStream();
        return Emit(source, nowhere);
    }

    /// <summary>What a program prints.</summary>
    public static string Run(string source)
    {
        using var image = new MemoryStream();
        Emit(source, image).Should().BeEmpty("this must compile:\n{0}", source);
        var main = Assembly.Load(image.ToArray()).EntryPoint!;
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            main.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }
        return printed.ToString();
    }

    private static string[] Emit(string source, Stream image)
    {
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create($"Program{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(source, parsing), CSharpSyntaxTree.ParseText(ImplicitUsings, parsing)], s_references, options);
        return [.. compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];
    }
}
