namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>
    /// Reads a data set from a file of comma-separated values (RFC 4180), such as one written by <see cref="WriteCsv(string)"/>.
    /// </summary>
    /// <param name="path">The file, in UTF-8 or in the encoding of its byte order mark.</param>
    /// <remarks>The format is that of <see cref="ReadCsv(TextReader)"/>. Messages begin with the path.</remarks>
    /// <exception cref="FormatException">The text is malformed. The message gives the line, the column and the text found.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or contains a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file does not exist or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the file is not permitted, or the path is a folder.</exception>
    public static Dataset ReadCsv(string path) => ReadCsv(path, CsvHeader.Auto);

    /// <summary>Reads a data set from text of comma-separated values (RFC 4180).</summary>
    /// <param name="reader">The text. It is read to its end and stays open.</param>
    /// <remarks>
    /// <para>The first line names the columns. Each following line is a row with as many numbers. If the first line holds numbers, it is a
    /// row too, and the columns are named x0, x1, …. A number in quotes counts as a name there. A first line of both is an error: pass a
    /// <see cref="CsvHeader"/> to say which it is.</para>
    /// <para>A field may be in quotes. It may then contain commas, line breaks, and quotes written twice. Lines end in CRLF, LF or CR; the
    /// last line may have no end. Blank lines are skipped.</para>
    /// <para>Numbers are as in C#, whatever the culture, such as <c>-1.5e-3</c>. White space around them is allowed. <c>NaN</c>,
    /// <c>Infinity</c> and <c>inf</c> may be in upper or lower case. A number beyond the range of <see cref="double"/> is ±∞. An empty
    /// field is an error: write <c>NaN</c> for a missing number.</para>
    /// </remarks>
    /// <exception cref="FormatException">The text is malformed. The message gives the line, the column and the text found.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    public static Dataset ReadCsv(TextReader reader) => ReadCsv(reader, CsvHeader.Auto);

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
