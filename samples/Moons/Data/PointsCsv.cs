using System.Globalization;

namespace Moons;

/// <summary>Reads rows from CSV text and names the line and the column of whatever is wrong with it.</summary>
internal sealed class PointsCsv
{
    private const double Largest = 1e6;     // far beyond what trains at a rate of 1, and safe to draw

    private static readonly string[] s_columns = ["x0", "x1", "label"];

    private readonly string _name;
    private readonly List<double> _x0 = [];
    private readonly List<double> _x1 = [];
    private readonly List<double> _labels = [];
    private int _line;

    private PointsCsv(string name) => _name = name;

    public static LabelledPoints ReadFile(string path)
    {
        if (Directory.Exists(path)) throw new UserErrorException($"{path}: expected a file, but was a folder.");
        try
        {
            using var reader = new StreamReader(path);
            return Read(reader, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path}: the file cannot be read: {e.Message}", e);
        }
    }

    /// <param name="reader">The text: the header <c>x0,x1,label</c>, then a row a line.</param>
    /// <param name="name">What messages call the text.</param>
    public static LabelledPoints Read(TextReader reader, string name) => new PointsCsv(name).Read(reader);

    private LabelledPoints Read(TextReader reader)
    {
        ReadHeader(NextLine(reader));
        while (NextLine(reader) is { } line)
        {
            if (_labels.Count == LabelledPoints.MostRows) throw Wrong($"expected at most {LabelledPoints.MostRows} rows, but there are more.");
            ReadRow(line);
        }
        if (_labels.Count == 0) throw Wrong("expected at least 1 row after the header, but there is none.");
        return new LabelledPoints([.. _x0], [.. _x1], [.. _labels]);
    }

    /// <summary>Blank lines are skipped: editors leave them at the end.</summary>
    private string? NextLine(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            _line++;
            if (!string.IsNullOrWhiteSpace(line)) return line;
        }
        return null;
    }

    private void ReadHeader(string? line)
    {
        string expected = $"expected the header {string.Join(',', s_columns)}";
        if (line is null)
        {
            _line = 1;
            throw Wrong($"{expected}, but the file is empty.");
        }
        string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
        int wrong = 0;
        while (wrong < s_columns.Length && wrong < cells.Length && cells[wrong].Equals(s_columns[wrong], StringComparison.OrdinalIgnoreCase)) wrong++;
        if (wrong < Math.Max(s_columns.Length, cells.Length)) throw Wrong(wrong, $"{expected}, but was {OneLine.Quoted(line)}.");
    }

    private void ReadRow(string line)
    {
        string[] cells = line.Split(',', StringSplitOptions.TrimEntries);
        if (cells.Length < s_columns.Length)
        {
            throw Wrong(cells.Length, "expected a value, but the line ends here.");
        }
        if (cells.Length > s_columns.Length)
        {
            throw Wrong(s_columns.Length, $"expected {s_columns.Length} columns, but there are {cells.Length}.");
        }
        _x0.Add(Number(cells, 0));
        _x1.Add(Number(cells, 1));
        _labels.Add(Label(cells, 2));
    }

    private double Number(string[] cells, int column)
    {
        bool isNumber = double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (!isNumber || !double.IsFinite(number)) throw Wrong(column, $"expected a finite number, but was {OneLine.Quoted(cells[column])}.");
        if (Math.Abs(number) > Largest) throw Wrong(column, $"expected a number from -1e6 to 1e6, but was {OneLine.Quoted(cells[column])}.");
        return number;
    }

    private double Label(string[] cells, int column)
    {
        double label = Number(cells, column);
        return label switch
        {
            -1 or 1 => label,
            0 => throw Wrong(column, "expected -1 or 1, but was 0 (write the classes 0 and 1 as -1 and 1)."),
            _ => throw Wrong(column, $"expected -1 or 1, but was {OneLine.Quoted(cells[column])}."),
        };
    }

    private UserErrorException Wrong(string what) => new($"{_name}, line {_line}: {what}");

    private UserErrorException Wrong(int column, string what)
    {
        string name = column < s_columns.Length ? $" ({s_columns[column]})" : "";
        return new UserErrorException($"{_name}, line {_line}, column {column + 1}{name}: {what}");
    }
}
