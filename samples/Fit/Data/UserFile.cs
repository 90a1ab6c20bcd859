using MicrogradSharp.Datasets;

namespace Fit;

/// <summary>Reads and writes the files that the user names: what goes wrong becomes one line that begins with the file's name.</summary>
internal static class UserFile
{
    /// <exception cref="UserErrorException">The file is not there, cannot be read, or is not a table of numbers.</exception>
    public static Dataset ReadTable(string path)
    {
        CheckIsNoFolder(path);
        try
        {
            return Dataset.ReadCsv(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException($"{path}: the file cannot be read: {e.Message}", e);
        }
        catch (FormatException e)
        {
            throw new UserErrorException(e.Message, e);     // the library's reader begins with the path
        }
    }

    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        CheckIsNoFolder(path);
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException($"{path}: the file cannot be written: {e.Message}", e);
        }
    }

    private static void CheckIsNoFolder(string path)
    {
        if (Directory.Exists(path)) throw new UserErrorException($"{path}: expected a file, but was a folder.");
    }
}
