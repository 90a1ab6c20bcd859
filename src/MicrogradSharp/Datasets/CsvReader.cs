using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace MicrogradSharp.Datasets;

/// <summary>Reads a data set from the fields of a CSV file: names, then rows of numbers.</summary>
internal static class CsvReader
{
    /// <summary>Without a byte order mark; text that is not Unicode is an error, not a question mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="reader">The text.</param>
    /// <param name="path">What messages call the text; null for text without a file.</param>
    public static Dataset Read(TextReader reader, string? path)
    {
        var fields = new CsvFields(reader, path);
        try
        {
            fields.Names = ReadNames(fields);
            return Dataset.TakeOver(fields.Names, ReadRows(fields));
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"{(path is null ? "" : $"{path}: ")}expected text in UTF-8, but it holds bytes that are none.", e);
        }
    }

    private static ReadOnlyCollection<string> ReadNames(CsvFields fields)
    {
        if (!fields.NextRecord()) throw fields.Wrong("expected a header with the names of the columns, but there is none.");
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        while (fields.NextField(out var text))
        {
            if (text.IsEmpty) throw fields.Wrong("expected a name, but was empty.");
            string name = text.ToString();
            if (!columns.TryAdd(name, names.Count)) throw fields.Wrong($"expected a name of its own, but {ShownText.Quoted(name)} is the name of column {columns[name] + 1}.");
            names.Add(name);
        }
        return names.AsReadOnly();
    }

    private static double[] ReadRows(CsvFields fields)
    {
        int columns = fields.Names.Count;
        var numbers = new List<double>();
        while (fields.NextRecord())
        {
            for (int column = 0; column < columns; column++)
            {
                if (!fields.NextField(out var text)) throw fields.Wrong($"expected {columns} fields, but the line ends after {column}.");
                numbers.Add(Number(text, fields));
            }
            if (fields.NextField(out _)) throw fields.Wrong($"expected {columns} fields, but there are more.");
        }
        return [.. numbers];
    }

    private static double Number(ReadOnlySpan<char> text, CsvFields fields)
    {
        // the framework overlooks zero characters at the end
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && text[^1] != '\0') return number;
        return text.Trim() switch
        {
            { Length: 3 } infinity when infinity.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
            { Length: 4 } infinity when infinity.Equals("+inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
            { Length: 4 } infinity when infinity.Equals("-inf", StringComparison.OrdinalIgnoreCase) => double.NegativeInfinity,
            { Length: 0 } => throw fields.Wrong("expected a number, but was empty."),
            _ => throw fields.Wrong($"expected a number, but was {ShownText.Quoted(text)}."),
        };
    }
}
