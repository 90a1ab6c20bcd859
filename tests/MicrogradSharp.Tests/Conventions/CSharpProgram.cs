using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>Compiles and runs C# as a user writes it, with the library.</summary>
internal static class CSharpProgram
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO;
        global using System.Linq; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp14);

    /// <summary>The usings that every project has.</summary>
    public static SyntaxTree Usings { get; } = Parse(ImplicitUsings, "Usings.cs");

    /// <summary>The assemblies of the framework.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } = References("System.");

    /// <summary>The library, and its packages where the test project has them.</summary>
    private static IReadOnlyList<MetadataReference> Library { get; } =
    [
        .. References("MicrogradSharp.dll"), .. References("MicrogradSharp.Orleans.dll"), .. References("Orleans."),
        .. References("Microsoft.Extensions."), .. References("MicrogradSharp.Onnx.dll"), .. References("Microsoft.ML.OnnxRuntime"),
    ];

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parsing, path, Encoding.UTF8);

    /// <summary>Reads a program of one file, without the lines that only dotnet run understands.</summary>
    public static string OfSample(string name)
    {
        string source = Repository.Read($"samples/{name}.cs");
        source.Should().StartWith("#:project ../src/MicrogradSharp/MicrogradSharp.csproj", "dotnet run must find the library");
        return Regex.Replace(source, "^#:.*$", "", RegexOptions.Multiline);
    }

    /// <summary>Returns the errors and warnings of the compiler.</summary>
    public static IReadOnlyList<string> Errors(string source)
    {
        using MemoryStream nowhere = new(), symbols = new();
        return Emit(source, nowhere, symbols);
    }

    /// <summary>Compiles a program. In its stack traces its file is Program.cs.</summary>
    public static Assembly Compile(string source)
    {
        using MemoryStream image = new(), symbols = new();
        Emit(source, image, symbols).Should().BeEmpty("this must compile:\n{0}", source);
        return Assembly.Load(image.ToArray(), symbols.ToArray());
    }

    /// <summary>What a program prints, with the line ends of the documents.</summary>
    public static string Run(string source)
    {
        Run(Compile(source), [], out string printed, out _);
        return printed;
    }

    /// <summary>Runs a program with what it prints caught, and returns its exit code, or 0 if it has none.</summary>
    public static int Run(Assembly program, string[] args, out string printed, out string errors)
    {
        var (console, consoleError) = (Console.Out, Console.Error);
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            return (int?)program.EntryPoint!.Invoke(null, [args]) ?? 0;
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(consoleError);
            (printed, errors) = (output.ToString(), error.ToString());
        }
    }

    private static string[] Emit(string source, Stream image, Stream symbols)
    {
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(
            $"Program{Guid.NewGuid():N}", [Parse(source, "Program.cs"), Usings], [.. Framework, .. Library], options);
        return
        [
            .. compilation.Emit(image, symbols).Diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()),
        ];
    }

    private static MetadataReference[] References(string start) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith(start, StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
