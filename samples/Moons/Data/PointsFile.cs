using System.Globalization;
using MicrogradSharp.Datasets;

namespace Moons;

/// <summary>Reads points from CSV files. An error names the row and the column of a wrong value.</summary>
internal static class PointsFile
{
    /// <summary>The graph of a step grows by some 400 nodes with each row: more rows than this would not fit in memory.</summary>
    public const int MostRows = 10_000;

    private const double Largest = 1e6;     // far beyond what trains at a rate of 1, and safe to draw

    private static readonly string[] s_columns = ["x0", "x1", "label"];

    /// <summary>Reads points to learn from.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or is not a table of x0, x1 and label.</exception>
    public static Dataset ReadLabelled(string path)
    {
        var table = ReadTable(path, s_columns);
        if (table.RowCount <= MostRows) return table;
        throw new UserErrorException($"{path}: expected at most {MostRows} rows, but there are {table.RowCount}.");
    }

    /// <summary>Reads points to predict: they may have labels, or not.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or is not a table of x0 and x1, with or without label.</exception>
    public static Dataset Read(string path) => ReadTable(path, s_columns[..2], s_columns);

    private static Dataset ReadTable(string path, params ReadOnlySpan<string[]> headers)
    {
        var table = UserFile.Read(path, file => Dataset.ReadCsv(file, CsvHeader.Present));
        string[] names = Matching(table, headers) ?? throw new UserErrorException(
            $"{path}, line 1: expected the header {string.Join(" or ", headers.ToArray().Select(header => string.Join(',', header)))}, "
            + $"but was {Text.Quoted(string.Join(',', table.ColumnNames))}.");
        if (table.RowCount == 0) throw new UserErrorException($"{path}: expected at least 1 row after the header, but there is none.");
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int column = 0; column < names.Length; column++)
            {
                if (Fault(names[column], table[row, column]) is { } fault)
                {
                    string place = FormattableString.Invariant($"row {row + 1}, column {column + 1} ({names[column]})");
                    throw new UserErrorException($"{path}, {place}: expected {fault}");
                }
            }
        }
        return new Dataset(names, table.Rows);
    }

    private static string[]? Matching(Dataset table, ReadOnlySpan<string[]> headers)
    {
        foreach (string[] header in headers)
        {
            if (header.SequenceEqual(table.ColumnNames, StringComparer.OrdinalIgnoreCase)) return header;
        }
        return null;
    }

    private static string? Fault(string column, double number)
    {
        string came = number.ToString(CultureInfo.InvariantCulture);
        if (!double.IsFinite(number)) return $"a finite number, but was {came}.";
        if (Math.Abs(number) > Largest) return $"a number from -1e6 to 1e6, but was {came}.";
        if (column != s_columns[2] || number is -1 or 1) return null;
        return number == 0 ? "-1 or 1, but was 0 (write the classes 0 and 1 as -1 and 1)." : $"-1 or 1, but was {came}.";
    }
}
