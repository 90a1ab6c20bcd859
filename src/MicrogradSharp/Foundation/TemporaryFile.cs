using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MicrogradSharp;

/// <summary>
/// A file that is written next to the one it will replace, and claimed while it exists. A file without a claim was left by a killed
/// process.
/// </summary>
/// <remarks>
/// The claim is a shared lock, so that others can read the file as soon as it is moved. A save locks a file exclusively before it
/// removes it, and a claim prevents that. The system releases the locks of a process that ends.
/// </remarks>
internal sealed class TemporaryFile : IDisposable
{
    private const int BufferSize = 1 << 16;
    private const int MaxAttempts = 8;

    private readonly string _target;
    private readonly string _shown;
    private readonly UnixFileMode? _mode;
    private readonly string _path = "";
    private readonly FileStream _stream = null!;
    private readonly SafeFileHandle _claim = null!;
    private bool _moved;

    /// <summary>Creates the file in the target's folder, and removes files that killed processes left there for the same target.</summary>
    /// <param name="target">The file to replace.</param>
    /// <param name="shown">The name of the target in messages.</param>
    /// <param name="mode">The permissions that the file must have; null for those of a new file.</param>
    public TemporaryFile(string target, string shown, UnixFileMode? mode)
    {
        _target = target;
        _shown = new FileInfo(shown).LinkTarget is null ? shown : $"{shown}' -> '{target}";
        _mode = mode;
        for (int attempt = 1; ; attempt++)
        {
            _path = Path.Combine(Path.GetDirectoryName(target)!, NewName(target));
            try
            {
                _stream = Create();
                _claim = Claim();
                break;
            }
            catch (Exception fault) when (IsRetried(fault, attempt))
            {
            }
            catch (Exception fault) when (Renamed(fault) is { } renamed)
            {
                throw renamed;
            }
        }
        RemoveAbandoned();
    }

    /// <summary>A new name for a file that will replace the target. The name is short, however long the target's name is.</summary>
    public static string NewName(string target) => $"{Prefix(target)}{Path.GetRandomFileName()}.tmp";

    /// <summary>Writes everything, and waits until the data are on the disk.</summary>
    public void Write(Action<Stream> write) => Naming(() =>
    {
        using (_stream)
        {
            write(_stream);
            _stream.Flush(flushToDisk: true);
            if (_mode is { } mode && !OperatingSystem.IsWindows() && File.GetUnixFileMode(_stream.SafeFileHandle) != mode)
            {
                File.SetUnixFileMode(_stream.SafeFileHandle, mode);
            }
        }
    });

    /// <summary>Moves the file to its target.</summary>
    public void MoveToTarget() => Naming(() =>
    {
        File.Move(_path, _target, overwrite: true);
        _moved = true;
    });

    public void Dispose()
    {
        if (!_moved) TryDelete();
        _claim.Dispose();
    }

    private FileStream Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = BufferSize,
        };
        // A file that only its owner may read must not be readable by all while it is written.
        if (_mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(_path, options);
    }

    /// <summary>
    /// Claims the file. Until this returns, another save may treat the file as abandoned and remove it; afterwards none can.
    /// </summary>
    /// <exception cref="IOException">Another save removed the file.</exception>
    private SafeFileHandle Claim()
    {
        SafeFileHandle? claim = null;
        try
        {
            claim = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return File.Exists(_path) ? claim : throw new FileNotFoundException(message: null, _path);
        }
        catch
        {
            claim?.Dispose();
            _stream.Dispose();
            TryDelete();
            throw;
        }
    }

    private void RemoveAbandoned()
    {
        try
        {
            bool? locksHold = null;
            foreach (string other in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!, $"{Prefix(_target)}*.tmp"))
            {
                if (other == _path) continue;
                locksHold ??= !TryLockAlone(_path, FileOptions.None);       // without file locks, every file looks abandoned
                if (!locksHold.Value) return;
                TryLockAlone(other, FileOptions.DeleteOnClose);
            }
        }
        catch (Exception fault) when (IsOfFiles(fault))      // a folder that cannot be listed may still be writable
        {
        }
    }

    // Opened for writing too, because opening a pipe only for reading would wait for a writer.
    private static bool TryLockAlone(string path, FileOptions options)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options).Dispose();
            return true;
        }
        catch (Exception fault) when (IsOfFiles(fault))
        {
            return false;
        }
    }

    private void TryDelete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception fault) when (IsOfFiles(fault))      // the earlier error says more
        {
        }
    }

    private static string Prefix(string target)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target)));
        return $"microgradsharp-{Convert.ToHexStringLower(hash, 0, 8)}-";
    }

    private static bool IsOfFiles(Exception fault) => fault is IOException or UnauthorizedAccessException;

    // Retried because another save may have removed the file before it was claimed.
    private static bool IsRetried(Exception fault, int attempt) =>
        attempt < MaxAttempts && fault is IOException and not DirectoryNotFoundException;

    private void Naming(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (Renamed(fault) is { } renamed)
        {
            throw renamed;
        }
    }

    /// <summary>The same fault with the name that the user gave; null if the fault does not name the temporary file.</summary>
    private Exception? Renamed(Exception fault)
    {
        if (!fault.Message.Contains(_path, StringComparison.Ordinal)) return null;
        string message = fault.Message.Replace(_path, _shown, StringComparison.Ordinal);
        return fault switch
        {
            UnauthorizedAccessException => new UnauthorizedAccessException(message),
            DirectoryNotFoundException => new DirectoryNotFoundException(message),
            FileNotFoundException => new FileNotFoundException(message, _shown),
            PathTooLongException => new PathTooLongException(message),
            IOException => new IOException(message, fault.HResult),
            _ => null,
        };
    }
}
