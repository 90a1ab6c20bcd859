using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Compiles and runs C# as a user writes it, with the library.</summary>
internal static class CSharpProgram
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => IsNeeded(Path.GetFileName(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Returns the errors and warnings of the compiler.</summary>
    public static IReadOnlyList<string> Errors(string source)
    {
        using MemoryStream nowhere = new(), symbols = new();
        return Emit(source, nowhere, symbols);
    }

    /// <summary>
    /// Returns the output of a program, with the line ends of the documents. In line numbers, its file is named Program.cs.
    /// </summary>
    public static string Run(string source)
    {
        using MemoryStream image = new(), symbols = new();
        Emit(source, image, symbols).Should().BeEmpty("this must compile:\n{0}", source);
        var main = Assembly.Load(image.ToArray(), symbols.ToArray()).EntryPoint!;
        var console = Console.Out;
        using var printed = new StringWriter { NewLine = "\n" };
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

    private static string[] Emit(string source, Stream image, Stream symbols)
    {
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create($"Program{Guid.NewGuid():N}",
            [
                CSharpSyntaxTree.ParseText(source, parsing, "Program.cs", Encoding.UTF8),
                CSharpSyntaxTree.ParseText(ImplicitUsings, parsing, "Usings.cs", Encoding.UTF8),
            ],
            s_references,
            options);
        var faults = compilation.Emit(image, symbols).Diagnostics.Where(fault => fault.Severity >= DiagnosticSeverity.Warning);
        return [.. faults.Select(fault => fault.ToString())];
    }

    private static bool IsNeeded(string assembly) =>
        assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("MicrogradSharp.dll", StringComparison.Ordinal);
}
