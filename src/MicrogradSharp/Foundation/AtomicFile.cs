namespace MicrogradSharp;

/// <summary>Writes files whole: a reader, and whoever looks after a crash, finds the old file or the new one, never half of it.</summary>
/// <remarks>
/// To its user it is a write in place: a symbolic link stays a link and its target is written, a file keeps its mode, a pipe or a device
/// receives the bytes, and a file that may not be written is left alone.
/// </remarks>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    // what a write in place leaves of a mode: the kernel takes the other bits away
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    /// <summary>Writes under a temporary name in the folder of the file, and moves it to the file when all is on the disk.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="write">Writes the content. When it throws, the file is as it was.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        UnixFileMode? mode = null;
        // by the user's path, because the links of /proc/self/fd lead to no other
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

    /// <summary>Null where there is no file. A pipe waits here for its reader.</summary>
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

    /// <summary>False for pipes, which cannot seek, and for devices, which have no length that could be set.</summary>
    private static bool IsRegular(FileStream file)
    {
        if (!file.CanSeek) return false;
        if (file.Length > 0) return true;
        try
        {
            file.SetLength(0);      // it is 0: nothing is lost
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
