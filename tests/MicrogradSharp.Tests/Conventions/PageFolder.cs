namespace MicrogradSharp.Tests.Conventions;

/// <summary>
/// A new current directory for the programs of a page, with the text files of <c>docs</c>. It is removed in the end.
/// </summary>
internal sealed class PageFolder : IDisposable
{
    private readonly string _before = Environment.CurrentDirectory;
    private readonly string _path = Directory.CreateTempSubdirectory().FullName;

    public PageFolder()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.txt"))
        {
            File.Copy(file, Path.Combine(_path, Path.GetFileName(file)));
        }
        Environment.CurrentDirectory = _path;
    }

    /// <summary>Compares the pictures that the programs wrote with those of the same name in <c>docs/images</c>.</summary>
    /// <returns>The names of the pictures.</returns>
    public string[] CheckPictures()
    {
        string[] names = [.. Directory.EnumerateFiles(_path, "*.svg").Select(path => Path.GetFileName(path)).Order()];
        foreach (string name in names)
        {
            GeneratedFile.Check($"docs/images/{name}", File.ReadAllText(Path.Combine(_path, name)), nameof(DocumentTests));
        }
        return names;
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_path, recursive: true);
    }
}
