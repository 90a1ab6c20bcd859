namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>Reads a data set from a file of comma-separated values (RFC 4180), with a header or without.</summary>
    /// <param name="path">The file: UTF-8, or what its byte order mark says.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <remarks>The text is that of <see cref="ReadCsv(TextReader)"/>; messages begin with the path.</remarks>
    /// <exception cref="FormatException">The text is not as it must be; the message gives the line, the column, and what came.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="header"/> is not one of the three.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Dataset ReadCsv(string path, CsvHeader header)
    {
        ArgumentNullException.ThrowIfNull(path);
        Check(header);
        using var reader = new StreamReader(path, CsvReader.Utf8);
        return CsvReader.Read(reader, path, header);
    }

    /// <summary>Reads a data set from text of comma-separated values (RFC 4180), with a header or without.</summary>
    /// <param name="reader">The text, read to its end; it stays open.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <remarks>The text is that of <see cref="ReadCsv(TextReader)"/>.</remarks>
    /// <exception cref="FormatException">The text is not as it must be; the message gives the line, the column, and what came.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="header"/> is not one of the three.</exception>
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
