namespace MicrogradSharp;

/// <summary>Writes files whole: who looks meanwhile, or after a crash, finds the old file or the new one, never half of it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes under a temporary name beside <paramref name="path"/>, and moves it there when all is on the disk.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="write">Writes the content. When it throws, nothing remains.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
