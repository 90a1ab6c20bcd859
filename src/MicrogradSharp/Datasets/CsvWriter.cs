using System.Buffers;
using System.Globalization;

namespace MicrogradSharp.Datasets;

/// <summary>Writes a data set as a CSV file (RFC 4180).</summary>
internal static class CsvWriter
{
    private const int BufferSize = 1 << 15;
    private const int LongestNumber = 32;       // -1.7976931348623157E+308 has 24 characters; then a separator

    private static readonly SearchValues<char> s_toQuote = SearchValues.Create(",\"\r\n");

    public static void Write(Dataset dataset, TextWriter writer)
    {
        WriteNames(dataset.ColumnNames, writer);
        WriteRows(dataset, writer);
    }

    private static void WriteNames(IReadOnlyList<string> names, TextWriter writer)
    {
        for (int column = 0; column < names.Count; column++)
        {
            string name = names[column];
            // without quotes, a leading U+FEFF would be read as a byte order mark, and a number as part of a row
            bool quoted = name.AsSpan().ContainsAny(s_toQuote) || name[0] == '\uFEFF' || CsvReader.IsNumber(name);
            writer.Write(quoted ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name);
            writer.Write(column == names.Count - 1 ? '\n' : ',');
        }
    }

    private static void WriteRows(Dataset dataset, TextWriter writer)
    {
        char[] buffer = new char[BufferSize];
        int length = 0;
        for (int row = 0; row < dataset.RowCount; row++)
        {
            foreach (double number in dataset.Row(row))
            {
                if (buffer.Length - length < LongestNumber)
                {
                    writer.Write(buffer, 0, length);
                    length = 0;
                }
                number.TryFormat(buffer.AsSpan(length), out int written, provider: CultureInfo.InvariantCulture);
                length += written;
                buffer[length++] = ',';
            }
            buffer[length - 1] = '\n';
        }
        writer.Write(buffer, 0, length);
    }
}
