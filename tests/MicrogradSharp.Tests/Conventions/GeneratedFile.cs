namespace MicrogradSharp.Tests.Conventions;

/// <summary>A page or a picture in the repository that a test generates.</summary>
internal static class GeneratedFile
{
    private const string Switch = "UPDATE_DOCS";

    /// <summary>Compares a file with what it must be, or writes it if the environment variable UPDATE_DOCS is 1.</summary>
    /// <param name="path">The file, from the root of the repository.</param>
    /// <param name="expected">What it must be.</param>
    /// <param name="test">The class of the test.</param>
    public static void Check(string path, string expected, string test)
    {
        string file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable(Switch) == "1") File.WriteAllText(file, expected);
        string reason = $"{path} is generated: run dotnet test --filter-class '*{test}' with {Switch}=1, and look at what changed";
        File.Exists(file).Should().BeTrue(reason);
        Repository.Read(path).Should().Be(expected, reason);
    }
}
