namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>Reads a data set from a file of comma-separated values (RFC 4180), with or without a header.</summary>
    /// <param name="path">The file, in UTF-8 or in the encoding of its byte order mark.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <remarks>The format is that of <see cref="ReadCsv(TextReader)"/>. Messages begin with the path.</remarks>
    /// <exception cref="FormatException">The text is malformed. The message gives the line, the column and the text found.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="header"/> is not defined.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public static Dataset ReadCsv(string path, CsvHeader header)
    {
        ArgumentNullException.ThrowIfNull(path);
        Check(header);
        using var reader = new StreamReader(path, CsvReader.Utf8);
        return CsvReader.Read(reader, path, header);
    }

    /// <summary>Reads a data set from text of comma-separated values (RFC 4180), with or without a header.</summary>
    /// <param name="reader">The text. It is read to its end and stays open.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <remarks>The text is that of <see cref="ReadCsv(TextReader)"/>.</remarks>
    /// <exception cref="FormatException">The text is malformed. The message gives the line, the column and the text found.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="header"/> is not defined.</exception>
    public static Dataset ReadCsv(TextReader reader, CsvHeader header)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Check(header);
        return CsvReader.Read(reader, path: null, header);
    }

    private static void Check(CsvHeader header)
    {
        if (Enum.IsDefined(header)) return;
        throw new ArgumentOutOfRangeException(nameof(header), $"header must be Auto, Present or Absent, but was {header}.");
    }
}
