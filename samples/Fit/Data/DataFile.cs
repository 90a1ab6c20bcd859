using System.Globalization;
using Formulas;
using MicrogradSharp.Datasets;

namespace Fit;

/// <summary>The table of measurements, and what its columns are for.</summary>
internal sealed class DataFile
{
    private readonly string _path;
    private readonly Dataset _table;
    private readonly string? _x, _y;

    /// <summary>Reads the table.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="x">The column that x stands for in the formula; null to choose one.</param>
    /// <param name="y">The column to fit; null to choose one.</param>
    /// <param name="sigma">The column of the standard deviations of y; null for none.</param>
    /// <exception cref="UserErrorException">The file cannot be read, or has no such column.</exception>
    public DataFile(string path, string? x, string? y, string? sigma)
    {
        _path = path;
        _table = UserFile.ReadTable(path);
        (_x, _y, Sigma) = (Checked("--x", x), Checked("--y", y), Checked("--sigma", sigma));
    }

    public string? Sigma { get; }

    public IEnumerable<string> ColumnNames => _table.ColumnNames;

    public int RowCount => _table.RowCount;

    /// <summary>
    /// The column that a name in the formula stands for; null if there is none. <c>x</c> is the column of --x; without --x, it is the
    /// column x, or else the first that is not for y or σ.
    /// </summary>
    public string? Find(string name)
    {
        if (name == "x" && _x is not null) return _x;
        if (ColumnNames.Contains(name)) return name;
        return name == "x" ? ColumnNames.FirstOrDefault(column => column != (_y ?? "y") && column != Sigma) : null;
    }

    /// <summary>The column to fit: that of --y, or else the column y, or else the only one that is left.</summary>
    /// <exception cref="UserErrorException">There is no such column, or there are several.</exception>
    public string FindY(IReadOnlyCollection<string> used)
    {
        if (_y is not null && !used.Contains(_y)) return _y;
        if (_y is not null) throw new UserErrorException($"--y: the column {Text.Quoted(_y)} is in the formula, and cannot be fitted too.");
        string[] left = [.. ColumnNames.Where(column => column != Sigma && !used.Contains(column))];
        if (left.Contains("y")) return "y";
        if (left.Length == 1) return left[0];
        if (left.Length == 0) throw new UserErrorException($"{_path}: expected a column to fit, but the formula uses all: {Listed()}.");
        throw new UserErrorException($"--y must say which column to fit: {Text.Listed(left)}.");
    }

    /// <summary>The numbers of a column.</summary>
    /// <exception cref="UserErrorException">A number is NaN or infinite.</exception>
    public double[] Column(string name)
    {
        double[] numbers = _table.Column(name);
        int row = Array.FindIndex(numbers, number => !double.IsFinite(number));
        return row < 0 ? numbers : throw Wrong(row, name, "a finite number", numbers[row]);
    }

    /// <summary>The standard deviations of y; null if there are none.</summary>
    /// <exception cref="UserErrorException">One is not above 0.</exception>
    public double[]? Sigmas()
    {
        if (Sigma is null) return null;
        double[] sigmas = Column(Sigma);
        int row = Array.FindIndex(sigmas, sigma => sigma <= 0);
        return row < 0 ? sigmas : throw Wrong(row, Sigma, "a standard deviation above 0", sigmas[row]);
    }

    /// <exception cref="UserErrorException">There are fewer rows than free parameters.</exception>
    public void CheckEnough(int free)
    {
        if (RowCount >= free) return;
        throw new UserErrorException(
            $"{_path}: expected at least {Text.Count(free, "row")} for {Text.Count(free, "free parameter")}, but there "
            + (RowCount switch { 0 => "is none.", 1 => "is 1.", _ => FormattableString.Invariant($"are {RowCount}.") }));
    }

    /// <summary>The names of the columns, for messages.</summary>
    public string Listed() => Text.Listed(ColumnNames);

    private string? Checked(string option, string? column) => column is null || ColumnNames.Contains(column)
        ? column
        : throw new UserErrorException($"{option}: {_path} has no column {Text.Quoted(column)}. The columns are {Listed()}.");

    private UserErrorException Wrong(int row, string column, string expected, double came) => new(string.Create(
        CultureInfo.InvariantCulture, $"{_path}, row {row + 1}, column {Text.OneLine(column)}: expected {expected}, but was {came}."));
}
