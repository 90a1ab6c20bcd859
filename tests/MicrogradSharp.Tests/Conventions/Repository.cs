using System.Reflection;

namespace MicrogradSharp.Tests.Conventions;

/// <summary>The files of the checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] s_generated = ["/obj/", "/bin/", "/node_modules/"];

    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Returns the source files below a folder, without the output of builds.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Texts(folder, SearchOption.AllDirectories).Where(path => path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Source files, components and Markdown files in a folder, without what builds leave behind.</summary>
    public static IEnumerable<string> Texts(string folder, SearchOption depth) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", depth)
            .Where(path => Path.GetExtension(path) is ".cs" or ".md" or ".razor")
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !s_generated.Any(folder => path.Contains(folder, StringComparison.Ordinal)));
}
