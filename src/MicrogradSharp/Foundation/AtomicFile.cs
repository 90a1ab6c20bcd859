namespace MicrogradSharp;

/// <summary>Writes files whole: a reader, also after a crash, finds the old file or the new one, never half of it.</summary>
/// <remarks>
/// The content is written under a temporary name in the folder of the file, and moved to its name when all of it is on the disk. Symbolic links are followed, a file
/// that is replaced keeps its mode, and what is no regular file (a pipe, a device) is written to as it is.
/// </remarks>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;
    private const int Attempts = 4;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="write">Writes the content; called again if somebody deletes the temporary file. When it throws, nothing remains.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written, or is a folder.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using (var existing = OpenExisting(path))
        {
            if (existing is not null && WriteThrough(existing, write)) return;
        }
        string target = Resolve(path);
        TemporaryFiles.DeleteStale(target);
        for (int attempt = 1; !TryReplace(path, target, write, isLast: attempt == Attempts); attempt++)
        {
        }
    }

    /// <summary>The file of that name, or null when there is none. One that must not be written to must not be replaced either.</summary>
    private static FileStream? OpenExisting(string path)
    {
        if (Directory.Exists(path)) throw new UnauthorizedAccessException($"'{path}' must be a file, but is a folder.");
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return null;
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, BufferSize);
        }
        catch (FileNotFoundException)       // a link to a file that is not there yet
        {
            return null;
        }
    }

    /// <summary>The file that a path leads to over symbolic links.</summary>
    private static string Resolve(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Writes to a pipe or a device.</summary>
    /// <returns>Whether it was one: a regular file is left as it is.</returns>
    private static bool WriteThrough(FileStream stream, Action<Stream> write)
    {
        if (IsRegular(stream)) return false;
        write(stream);
        stream.Flush();
        return true;
    }

    // The runtime does not tell the kind of a file; but only a regular one can be set to a length.
    private static bool IsRegular(FileStream stream)
    {
        if (!stream.CanSeek) return false;
        try
        {
            stream.SetLength(stream.Length);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool TryReplace(string path, string target, Action<Stream> write, bool isLast)
    {
        string temporary = TemporaryFiles.NewName(target);
        try
        {
            using (var stream = Create(path, target, temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
            return true;
        }
        catch (FileNotFoundException) when (!isLast && !File.Exists(temporary))
        {
            return false;       // deleted between closing and moving, by somebody who took it for what a dead process had left
        }
        catch (Exception fault)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            if (fault.Message.Contains(temporary, StringComparison.Ordinal)) throw TemporaryFiles.Renamed(fault, temporary, path);
            throw;
        }
    }

    private static FileStream Create(string path, string target, string temporary)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = BufferSize };
        try
        {
            if (OperatingSystem.IsWindows() || !File.Exists(target)) return new FileStream(temporary, options);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;        // until it has the mode of the other
            var stream = new FileStream(temporary, options);
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
            return stream;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw TemporaryFiles.Renamed(fault, temporary, path);
        }
    }
}
