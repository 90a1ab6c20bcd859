namespace MicrogradSharp;

/// <summary>Writes files atomically: readers, and a restart after a crash, find the old file or the new one, never a part.</summary>
/// <remarks>
/// It behaves like a write in place: a symbolic link stays a link and its target is written, a file keeps its mode, a pipe or a device
/// receives the bytes, and a file without write permission is not replaced.
/// </remarks>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    // A write in place keeps these bits of a mode; the kernel clears the others.
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    /// <summary>Writes a temporary file in the same folder, and moves it to the path when all data are on the disk.</summary>
    /// <param name="path">The file. An existing file is replaced.</param>
    /// <param name="write">Writes the content. If it throws, the file does not change.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        UnixFileMode? mode = null;
        // Opened by the user's path, because the links in /proc/self/fd have no other.
        using (var existing = OpenExisting(full))
        {
            if (existing is not null)
            {
                if (!IsRegular(existing))
                {
                    write(existing);
                    existing.Flush(flushToDisk: true);
                    return;
                }
                if (!OperatingSystem.IsWindows()) mode = File.GetUnixFileMode(existing.SafeFileHandle) & Permissions;
            }
        }
        if (Path.EndsInDirectorySeparator(full)) throw new DirectoryNotFoundException($"Could not find a part of the path '{full}'.");
        Replace(FinalPath.Of(full), full, mode, write);
    }

    private static void Replace(string target, string shown, UnixFileMode? mode, Action<Stream> write)
    {
        using var temporary = new TemporaryFile(target, shown, mode);
        temporary.Write(write);
        temporary.MoveToTarget();
    }

    /// <summary>Returns null if there is no file. If it is a pipe, waits for its reader.</summary>
    private static FileStream? OpenExisting(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, BufferSize);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>False for pipes, which cannot seek, and for devices, whose length cannot be set.</summary>
    private static bool IsRegular(FileStream file)
    {
        if (!file.CanSeek) return false;
        if (file.Length > 0) return true;
        try
        {
            file.SetLength(0);      // the length is 0 already, so nothing is lost
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
