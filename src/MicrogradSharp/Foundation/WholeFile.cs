namespace MicrogradSharp;

/// <summary>Reads whole files. Memory use follows the actual size of the file, not a size that its content claims.</summary>
internal static class WholeFile
{
    /// <summary>Opens a file and reads it. Errors in its content are reported with its path.</summary>
    /// <exception cref="FormatException"><paramref name="read"/> found an error.</exception>
    public static T Open<T>(string path, Func<Stream, T> read)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return read(stream);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Reads everything from the stream's position to its end.</summary>
    /// <exception cref="FormatException">The content does not fit in an array, about 2 GB.</exception>
    public static byte[] Read(Stream stream)
    {
        if (!stream.CanSeek) return ReadToEnd(stream);
        long length = stream.Length - stream.Position;
        if (length > Array.MaxLength) throw TooLong($"has {length}");
        byte[] bytes = new byte[Math.Max(length, 0)];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static byte[] ReadToEnd(Stream stream)
    {
        using var all = new MemoryStream();
        byte[] part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0;)
        {
            if (all.Length + read > Array.MaxLength) throw TooLong("has more");
            all.Write(part, 0, read);
        }
        return all.ToArray();
    }

    private static FormatException TooLong(string has) => new($"The file must have at most {Array.MaxLength} bytes, but {has}.");
}
