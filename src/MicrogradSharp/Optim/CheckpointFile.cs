namespace MicrogradSharp.Optim;

/// <summary>Checks the file of <c>CheckpointPath</c> before hours of work depend on it.</summary>
internal static class CheckpointFile
{
    /// <exception cref="ArgumentException">The path is a folder.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder of the path does not exist.</exception>
    public static void Check(string path, string parameter)
    {
        if (Directory.Exists(path)) throw new ArgumentException($"CheckpointPath must be a file, but '{path}' is a folder.", parameter);
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? full;        // a root has no folder
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"CheckpointPath must lie in a folder that exists, but there is no '{folder}'.");
        }
    }
}
