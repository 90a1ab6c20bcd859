using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace MicrogradSharp.Datasets;

/// <summary>Reads a data set from the fields of a CSV file: names, then rows of numbers.</summary>
internal static class CsvReader
{
    /// <summary>UTF-8 without a byte order mark. Invalid bytes are an error; they do not become a replacement character.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="reader">The text.</param>
    /// <param name="path">The path in messages; null for text without a file.</param>
    /// <param name="header">Whether the first line holds names.</param>
    public static Dataset Read(TextReader reader, string? path, CsvHeader header)
    {
        var fields = new CsvFields(reader, path);
        var numbers = new List<double>();
        try
        {
            fields.Names = ReadFirstLine(fields, header, numbers);
            ReadRows(fields, numbers);
            return Dataset.TakeOver(fields.Names, [.. numbers]);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"{(path is null ? "" : $"{path}: ")}expected text in UTF-8, but some bytes are not.", e);
        }
    }

    /// <summary>Whether a field is a number.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => TryNumber(text, out _);

    private static ReadOnlyCollection<string> ReadFirstLine(CsvFields fields, CsvHeader header, List<double> numbers)
    {
        if (!fields.NextRecord())
        {
            string expected = header == CsvHeader.Absent ? "a row of numbers" : "a header with the names of the columns";
            throw fields.Wrong($"expected {expected}, but there is none.");
        }
        fields.NextField(out var first);
        bool isRow = header == CsvHeader.Absent || (header == CsvHeader.Auto && !fields.IsQuoted && IsNumber(first));
        return isRow ? ReadUnnamed(fields, first, header, numbers) : ReadNames(fields, first, header);
    }

    private static ReadOnlyCollection<string> ReadNames(CsvFields fields, ReadOnlySpan<char> text, CsvHeader header)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>();
        do
        {
            if (text.IsEmpty) throw fields.Wrong("expected a name, but was empty.");
            string name = text.ToString();
            bool isNumber = !fields.IsQuoted && IsNumber(name);
            if (isNumber && header == CsvHeader.Auto) throw Mixed(fields, "a name", $"the number {ShownText.Excerpt(name)}");
            if (!columns.TryAdd(name, names.Count))
            {
                throw fields.Wrong($"expected a new name, but {ShownText.Quoted(name)} is the name of column {columns[name] + 1}.");
            }
            names.Add(name);
        }
        while (fields.NextField(out text));
        return names.AsReadOnly();
    }

    /// <summary>Reads the first line as a row, and generates the names.</summary>
    private static ReadOnlyCollection<string> ReadUnnamed(CsvFields fields, ReadOnlySpan<char> text, CsvHeader header, List<double> numbers)
    {
        var names = new List<string>();
        do
        {
            bool isName = !IsNumber(text) && !text.IsWhiteSpace();
            if (isName && header == CsvHeader.Auto) throw Mixed(fields, "a number", ShownText.Quoted(text));
            numbers.Add(Number(text, fields));
            names.Add(string.Create(CultureInfo.InvariantCulture, $"x{names.Count}"));
        }
        while (fields.NextField(out text));
        return names.AsReadOnly();
    }

    private static FormatException Mixed(CsvFields fields, string first, string field) => fields.Wrong(
        $"expected {first} as in column 1, but was {field}. "
        + "To read it anyway, say whether the line names the columns: CsvHeader.Present or CsvHeader.Absent.");

    private static void ReadRows(CsvFields fields, List<double> numbers)
    {
        int columns = fields.Names.Count;
        while (fields.NextRecord())
        {
            for (int column = 0; column < columns; column++)
            {
                if (!fields.NextField(out var text)) throw fields.Wrong($"expected {columns} fields, but the line ends after {column}.");
                numbers.Add(Number(text, fields));
            }
            if (fields.NextField(out _)) throw fields.Wrong($"expected {NumberText.Count(columns, "field")}, but there are more.");
        }
    }

    private static double Number(ReadOnlySpan<char> text, CsvFields fields)
    {
        if (TryNumber(text, out double number)) return number;
        string came = text.IsWhiteSpace() ? "empty" : ShownText.Quoted(text);
        bool isSeparated = !fields.IsQuoted && text.IndexOfAny(';', '\t') >= 0;
        throw fields.Wrong($"expected a number, but was {came}{(isSeparated ? ": separate fields with commas" : "")}.");
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number)
    {
        // the framework ignores zero characters at the end
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && text[^1] != '\0') return true;
        number = text.Trim() switch
        {
            { Length: 3 } infinity when infinity.Equals("inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
            { Length: 4 } infinity when infinity.Equals("+inf", StringComparison.OrdinalIgnoreCase) => double.PositiveInfinity,
            { Length: 4 } infinity when infinity.Equals("-inf", StringComparison.OrdinalIgnoreCase) => double.NegativeInfinity,
            _ => double.NaN,
        };
        return double.IsInfinity(number);
    }
}
