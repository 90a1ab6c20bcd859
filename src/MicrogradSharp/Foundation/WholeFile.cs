namespace MicrogradSharp;

/// <summary>Reads files whole: the room it takes is that of the file, whatever the file promises.</summary>
internal static class WholeFile
{
    /// <summary>Opens a file; what is wrong with its content is told with its path.</summary>
    /// <exception cref="FormatException"><paramref name="read"/> found something wrong.</exception>
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

    /// <summary>Everything from the position of the stream to its end.</summary>
    /// <exception cref="FormatException">There is more than fits in an array, about 2 GB.</exception>
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
