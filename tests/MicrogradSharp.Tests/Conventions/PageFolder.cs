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

    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_path, recursive: true);
    }
}
