namespace MicrogradSharp.Datasets;

public sealed partial class Dataset
{
    /// <summary>Writes a file of comma-separated values (RFC 4180) that <see cref="ReadCsv(string)"/> reads back to the last bit.</summary>
    /// <param name="path">The file. An existing file is replaced once everything is written.</param>
    /// <remarks>
    /// The file is UTF-8 without a byte order mark, in the format of <see cref="WriteCsv(TextWriter)"/>. A symbolic link remains a link,
    /// and its target is replaced. An existing file keeps its permissions, but not its owner or its hard links. A pipe or a device receives
    /// the bytes.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is empty or contains a null character, or a name contains half a surrogate pair, which UTF-8 cannot encode.
    /// </exception>
    /// <exception cref="IOException">
    /// The file cannot be written, for example because its folder does not exist or the disk is full.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is not writable, or the path is a folder.</exception>
    public void WriteCsv(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, CsvReader.Utf8, bufferSize: 1 << 15, leaveOpen: true);
            CsvWriter.Write(this, writer);
        });
    }

    /// <summary>
    /// Writes text of comma-separated values (RFC 4180) that <see cref="ReadCsv(TextReader)"/> reads back to the last bit.
    /// </summary>
    /// <param name="writer">Receives the text, and stays open.</param>
    /// <remarks>
    /// The first line holds the names, in quotes if they need them or are numbers. Each following line is a row. Lines end in LF. Numbers
    /// are the shortest that read back as the same <see cref="double"/>, whatever the culture. NaN and ±∞ are <c>NaN</c>, <c>Infinity</c>
    /// and <c>-Infinity</c>. The sign and payload of a NaN are lost.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CsvWriter.Write(this, writer);
    }
}
