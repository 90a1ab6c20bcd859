using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MicrogradSharp;

/// <summary>The names under which files are written before they are complete, and what is left of them when a process is killed.</summary>
/// <remarks>A name is <c>.mg-hash-process-random.tmp</c>: the hash of the file's own name, so that it is short however long that is, and the process that writes it.</remarks>
internal static class TemporaryFiles
{
    private const int HashLength = 16;

    public static string NewName(string target) =>
        Path.Combine(FolderOf(target), string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(target)}{Environment.ProcessId}-{Path.GetRandomFileName()[..8]}.tmp"));

    /// <summary>Deletes the temporary files of a target that no living process writes.</summary>
    public static void DeleteStale(string target)
    {
        if (OperatingSystem.IsBrowser() || !Directory.Exists(FolderOf(target))) return;
        string prefix = PrefixOf(target);
        foreach (string file in Directory.GetFiles(FolderOf(target), $"{prefix}*.tmp"))
        {
            string process = Path.GetFileName(file)[prefix.Length..].Split('-')[0];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && !IsAlive(id)) TryDelete(file);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            // A process of another machine or container may be alive all the same: it holds its file open.
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted stays: saving matters more.
        }
    }

    /// <summary>The exception for a file that the user knows under another name.</summary>
    public static Exception Renamed(Exception fault, string name, string path)
    {
        string message = fault.Message.Replace(name, path, StringComparison.Ordinal);
        return fault switch
        {
            UnauthorizedAccessException => new UnauthorizedAccessException(message, fault),
            DirectoryNotFoundException => new DirectoryNotFoundException(message, fault),
            FileNotFoundException => new FileNotFoundException(message, path, fault),
            PathTooLongException => new PathTooLongException(message, fault),
            IOException => new IOException(message, fault) { HResult = fault.HResult },
            _ => fault,
        };
    }

    private static string FolderOf(string target) => Path.GetDirectoryName(target) ?? target;

    private static string PrefixOf(string target)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target)));
        return $".mg-{Convert.ToHexStringLower(hash)[..HashLength]}-";
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
