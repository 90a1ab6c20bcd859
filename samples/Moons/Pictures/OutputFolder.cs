using System.Text;

namespace Moons;

/// <summary>The folder for the files, checked before training: minutes of work should not end at a folder that cannot be written.</summary>
internal sealed class OutputFolder
{
    private readonly string _path;

    private OutputFolder(string path) => _path = path;

    /// <summary>Makes the folder if it is not there, and tries to write in it.</summary>
    /// <exception cref="UserErrorException">The folder cannot be made or written.</exception>
    public static OutputFolder Open(string path)
    {
        if (File.Exists(path)) throw new UserErrorException($"--out must be a folder, but {path} is a file.");
        return Guarded(path, () =>
        {
            string full = Path.GetFullPath(path);
            Directory.CreateDirectory(full);
            using (new FileStream(Temporary(Path.Combine(full, "probe")), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
            return new OutputFolder(full);
        });
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes under a temporary name and moves: who looks meanwhile sees the old file or the new one, never half of it.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public string Write(string name, byte[] content)
    {
        string target = Path.Combine(_path, name);
        return Guarded(target, () =>
        {
            string temporary = Temporary(target);
            try
            {
                File.WriteAllBytes(temporary, content);
                File.Move(temporary, target, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
            return target;
        });
    }

    private static string Temporary(string path) => $"{path}.{Path.GetRandomFileName()}.tmp";

    private static T Guarded<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException($"--out: {path} cannot be written: {e.Message}", e);
        }
    }
}
