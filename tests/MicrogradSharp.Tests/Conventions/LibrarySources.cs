using Microsoft.CodeAnalysis.CSharp;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>The sources of the library as the compiler sees them.</summary>
internal static class LibrarySources
{
    private static readonly Lazy<CSharpCompilation> s_compilation = new(() => CSharpCompilation.Create(
        nameof(MicrogradSharp),
        [
            CSharpProgram.Usings,
            .. Repository.Sources("src/MicrogradSharp").Select(path => CSharpProgram.Parse(Repository.Read(path), path)),
        ],
        CSharpProgram.Framework));

    /// <summary>For symbols and syntax only: the generators of the build do not run here.</summary>
    public static CSharpCompilation Compilation => s_compilation.Value;
}
