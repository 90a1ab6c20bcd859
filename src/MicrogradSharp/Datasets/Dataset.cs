using System.Diagnostics;

namespace MicrogradSharp.Datasets;

/// <summary>A table of numbers with named columns, held row after row: a mini-batch is a slice.</summary>
/// <remarks>Immutable: what changes rows or columns gives a new data set. Safe for any number of threads. NaN and ±∞ are numbers like any other.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class Dataset
{
    private readonly double[] _numbers;

    /// <summary>Makes a data set.</summary>
    /// <param name="columnNames">The name of each column, at least one, all of them different.</param>
    /// <param name="rows">The numbers, <c>rows × columns</c>, row after row; they are copied. There may be none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columnNames"/> or one of the names is null.</exception>
    /// <exception cref="ArgumentException">There are no columns, a name comes twice, or a row is cut short.</exception>
    public Dataset(IEnumerable<string> columnNames, ReadOnlySpan<double> rows)
        : this(Checked(columnNames), rows.ToArray())
    {
        if (rows.Length % ColumnCount == 0) return;
        throw new ArgumentException($"rows must hold whole rows of {ColumnCount} numbers, but held {rows.Length} numbers.", nameof(rows));
    }

    /// <summary>Takes over whole rows: the caller must not write to <paramref name="numbers"/> afterwards.</summary>
    private Dataset(IReadOnlyList<string> columnNames, double[] numbers)
    {
        ColumnNames = columnNames;
        _numbers = numbers;
        RowCount = numbers.Length / columnNames.Count;
    }

    /// <summary>The name of each column.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => ColumnNames.Count;

    /// <summary>All numbers, <c>rows × columns</c>, row after row.</summary>
    public ReadOnlySpan<double> Rows => _numbers;

    /// <summary>One number.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or column.</exception>
    public double this[int row, int column]
    {
        get
        {
            if ((uint)column >= (uint)ColumnCount) throw OutOfRange(nameof(column), column, ColumnCount);
            return Row(row)[column];
        }
    }

    /// <summary>The numbers of one row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int row)
    {
        if ((uint)row >= (uint)RowCount) throw OutOfRange(nameof(row), row, RowCount);
        return _numbers.AsSpan(row * ColumnCount, ColumnCount);
    }

    /// <summary>The size and the names: <c>200 rows of x0, x1, label</c>.</summary>
    public override string ToString() => $"{RowCount} rows of {string.Join(", ", ColumnNames)}";

    private static System.Collections.ObjectModel.ReadOnlyCollection<string> Checked(IEnumerable<string> columnNames)
    {
        ArgumentNullException.ThrowIfNull(columnNames);
        string[] names = [.. columnNames];
        if (names.Length == 0) throw new ArgumentException("columnNames must name at least 1 column, but was empty.", nameof(columnNames));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            ArgumentNullException.ThrowIfNull(name, nameof(columnNames));
            if (!seen.Add(name)) throw new ArgumentException($"columnNames must differ from each other, but '{name}' comes twice.", nameof(columnNames));
        }
        return Array.AsReadOnly(names);
    }

    private static ArgumentOutOfRangeException OutOfRange(string parameter, int value, int count) =>
        new(parameter, $"{parameter} must be at least 0 and below {count}, but was {value}.");
}
