using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MicrogradSharp;

/// <summary>A file that is written beside the one it replaces, and claimed until then. Files without a claim are those of killed processes.</summary>
/// <remarks>
/// The claim is a shared lock, so that others can read the file as soon as it is moved. A save that removes a file locks it exclusively first,
/// which a claim prevents. The system releases the locks of a process that ends.
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

    /// <summary>Creates the file in the folder of the target, and removes what killed processes left there for the same target.</summary>
    /// <param name="target">The file to replace.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="mode">The permissions it must have; null for those of a new file.</param>
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

    /// <summary>A name that is free for a file to be written in the place of another: short, whatever the length of the other's.</summary>
    public static string NewName(string target) => $"{Prefix(target)}{Path.GetRandomFileName()}.tmp";

    /// <summary>Writes everything, and waits until it is on the disk.</summary>
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

    /// <summary>Puts the file in the place of its target.</summary>
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
        // a file that only its owner may read must not be open to all while it is written
        if (_mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(_path, options);
    }

    /// <summary>Until it returns, another save may take the file for abandoned; afterwards none can.</summary>
    /// <exception cref="IOException">One did.</exception>
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
                locksHold ??= !TryLockAlone(_path, FileOptions.None);       // where locks are off or unknown, every file looks abandoned
                if (!locksHold.Value) return;
                TryLockAlone(other, FileOptions.DeleteOnClose);
            }
        }
        catch (Exception fault) when (IsOfFiles(fault))      // a folder that cannot be listed can still be written
        {
        }
    }

    // writing is asked for because to open a pipe for reading alone would wait for its writer
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
        catch (Exception fault) when (IsOfFiles(fault))      // the fault that led here tells more
        {
        }
    }

    private static string Prefix(string target)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(target)));
        return $"microgradsharp-{Convert.ToHexStringLower(hash, 0, 8)}-";
    }

    private static bool IsOfFiles(Exception fault) => fault is IOException or UnauthorizedAccessException;

    // a save that removed the file before it was claimed
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

    /// <summary>The same fault with the name that the user gave; null for a fault that does not name the temporary file.</summary>
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
