using System.Diagnostics;
using System.Globalization;

namespace MicrogradSharp.Datasets;

/// <summary>A table of numbers with named columns, stored row after row, so that a mini-batch is a slice.</summary>
/// <remarks>
/// Immutable: methods that change rows or columns return a new data set. Thread-safe. NaN and ±∞ are numbers like any other.
/// </remarks>
/// <example><code>
/// var moons = Dataset.Moons(count: 200, noise: 0.1, new Random(7));
/// var (train, test) = moons.Split(0.75, new Random(1));
/// foreach (var batch in train.Batches(32, new Random(2)))
/// {
///     ReadOnlySpan&lt;double&gt; numbers = batch.Rows;      // row after row, as a tape reads them
/// }
/// moons.WriteCsv("moons.csv");
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class Dataset
{
    private readonly double[] _numbers;

    /// <summary>Creates a data set.</summary>
    /// <param name="columnNames">The column names: at least one, none empty, all different.</param>
    /// <param name="rows">The numbers, <c>rows × columns</c>, row after row; may be empty. They are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columnNames"/> or one of the names is null.</exception>
    /// <exception cref="ArgumentException">There are no columns, a name is empty or occurs twice, or a row is incomplete.</exception>
    public Dataset(IEnumerable<string> columnNames, ReadOnlySpan<double> rows)
        : this(CheckedNames(columnNames, nameof(columnNames)), rows.ToArray())
    {
        if (rows.Length % ColumnCount == 0) return;
        Guard.WholeRows(rows, ColumnCount);
    }

    /// <summary>Takes ownership of whole rows: the caller must not write to <paramref name="numbers"/> afterwards.</summary>
    private Dataset(IReadOnlyList<string> columnNames, double[] numbers)
    {
        ColumnNames = columnNames;
        _numbers = numbers;
        RowCount = numbers.Length / columnNames.Count;
    }

    /// <summary>Creates a data set from columns, such as arrays of measurements.</summary>
    /// <param name="columns">The name and the numbers of each column. The numbers are copied.</param>
    /// <exception cref="ArgumentNullException">A name or the numbers of a column are null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no columns, a name is empty or occurs twice, or the columns differ in length.
    /// </exception>
    /// <example><code>
    /// double[] t = [0, 1, 2], y = [5.0, 3.0, 1.9];
    /// var data = Dataset.FromColumns(("t", t), ("y", y));
    /// </code></example>
    public static Dataset FromColumns(params ReadOnlySpan<(string Name, double[] Numbers)> columns)
    {
        string[] names = new string[columns.Length];
        for (int column = 0; column < names.Length; column++) names[column] = columns[column].Name;
        var checkedNames = CheckedNames(names, nameof(columns));
        foreach (var (name, numbers) in columns)
        {
            ArgumentNullException.ThrowIfNull(numbers, nameof(columns));
            int rows = columns[0].Numbers.Length;
            if (numbers.Length == rows) continue;
            string message = $"columns must have the same length, but {ShownText.Quoted(names[0])} has {rows} and " +
                $"{ShownText.Quoted(name)} has {numbers.Length}.";
            throw new ArgumentException(message, nameof(columns));
        }
        double[] table = new double[(long)columns[0].Numbers.Length * columns.Length];
        for (int i = 0; i < table.Length; i++) table[i] = columns[i % columns.Length].Numbers[i / columns.Length];
        return new Dataset(checkedNames, table);
    }

    /// <summary>The name of each column.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => ColumnNames.Count;

    /// <summary>All numbers, <c>rows × columns</c>, row after row.</summary>
    public ReadOnlySpan<double> Rows => _numbers;

    /// <summary>The number at a row and a column.</summary>
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

    /// <summary>Returns the numbers of one row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Row(int row)
    {
        if ((uint)row >= (uint)RowCount) throw OutOfRange(nameof(row), row, RowCount);
        return _numbers.AsSpan(row * ColumnCount, ColumnCount);
    }

    /// <summary>Returns the index of a column.</summary>
    /// <param name="name">The name; case matters.</param>
    /// <returns>The column, from 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such column; the message lists the names.</exception>
    public int ColumnIndex(string name) => ColumnIndex(name, nameof(name));

    /// <summary>Returns a copy of the numbers of one column.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public double[] Column(int column)
    {
        if ((uint)column >= (uint)ColumnCount) throw OutOfRange(nameof(column), column, ColumnCount);
        double[] numbers = new double[RowCount];
        for (int row = 0; row < numbers.Length; row++) numbers[row] = _numbers[row * ColumnCount + column];
        return numbers;
    }

    /// <summary>Returns a copy of the numbers of one column.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such column; the message lists the names.</exception>
    public double[] Column(string name) => Column(ColumnIndex(name));

    /// <summary>Returns some of the columns, in the given order.</summary>
    /// <param name="columns">The names: at least one, none twice.</param>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no names, one occurs twice, or there is no such column. The message lists the names.
    /// </exception>
    public Dataset SelectColumns(params ReadOnlySpan<string> columns)
    {
        var names = CheckedNames(columns.ToArray(), nameof(columns));
        int[] from = [.. names.Select(name => ColumnIndex(name, nameof(columns)))];
        double[] numbers = new double[(long)RowCount * from.Length];
        for (int row = 0; row < RowCount; row++)
        {
            var source = Row(row);
            for (int i = 0; i < from.Length; i++) numbers[row * from.Length + i] = source[from[i]];
        }
        return new Dataset(names, numbers);
    }

    /// <summary>Returns all rows in random order. Every order is equally likely.</summary>
    /// <param name="random">The source of the order. The same seed gives the same order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public Dataset Shuffle(Random random) => Pick(ShuffledRows(random));

    /// <summary>Shuffles the rows and splits them in two, for example for training and testing. Every row is in exactly one part.</summary>
    /// <param name="fraction">
    /// The fraction of the rows in the first data set, above 0 and below 1. fraction · rows is rounded to the nearest integer, halves up.
    /// </param>
    /// <param name="random">The source of the order. The same seed gives the same parts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of range or leaves a part without rows.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, Random random)
    {
        int[] rows = ShuffledRows(random);
        int first = RowsInFirst(fraction);
        return (Pick(rows.AsSpan(0, first)), Pick(rows.AsSpan(first)));
    }

    /// <summary>Splits the rows in two without changing their order, for example for a time series: the first rows, and the rest.</summary>
    /// <param name="fraction">
    /// The fraction of the rows in the first data set, above 0 and below 1. fraction · rows is rounded to the nearest integer, halves up.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of range or leaves a part without rows.</exception>
    public (Dataset First, Dataset Second) Split(double fraction)
    {
        int first = RowsInFirst(fraction);
        return (Slice(0, first), Slice(first, RowCount - first));
    }

    /// <summary>Returns the rows in random order, in batches. Every row is in exactly one batch.</summary>
    /// <param name="size">The number of rows in a batch, at least 1. The last batch holds the remaining rows.</param>
    /// <param name="random">
    /// The source of the order, which is drawn by the call: enumerating the result again gives the same batches. Call again for the next
    /// epoch.
    /// </param>
    /// <returns>The batches; none if there are no rows. Each batch is copied when it is enumerated.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public IEnumerable<Dataset> Batches(int size, Random random)
    {
        Guard.AtLeastOne(size);
        int[] rows = ShuffledRows(random);
        return Enumerable.Range(0, BatchCount(size))
            .Select(batch => Pick(rows.AsSpan(batch * size, Math.Min(size, RowCount - batch * size))));
    }

    /// <summary>Returns the rows in batches, without changing their order.</summary>
    /// <param name="size">The number of rows in a batch, at least 1. The last batch holds the remaining rows.</param>
    /// <returns>The batches; none if there are no rows. Each batch is copied when it is enumerated.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public IEnumerable<Dataset> Batches(int size)
    {
        Guard.AtLeastOne(size);
        return Enumerable.Range(0, BatchCount(size)).Select(batch => Slice(batch * size, Math.Min(size, RowCount - batch * size)));
    }

    /// <summary>Returns the size and the names: <c>200 rows of x0, x1, label</c>.</summary>
    public override string ToString() => $"{NumberText.Count(RowCount, "row")} of {string.Join(", ", ColumnNames)}";

    /// <summary>Creates a data set from checked names and whole rows. Nothing else may write to the rows afterwards.</summary>
    internal static Dataset TakeOver(IReadOnlyList<string> columnNames, double[] numbers) => new(columnNames, numbers);

    internal static IReadOnlyList<string> CheckedNames(IEnumerable<string> names, string parameter)
    {
        ArgumentNullException.ThrowIfNull(names, parameter);
        string[] copied = [.. names];
        if (copied.Length == 0) throw new ArgumentException($"{parameter} must name at least 1 column, but was empty.", parameter);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in copied)
        {
            ArgumentNullException.ThrowIfNull(name, parameter);
            if (name.Length == 0) throw new ArgumentException($"{parameter} must not be empty, but one was ''.", parameter);
            if (!seen.Add(name))
            {
                throw new ArgumentException(
                    $"{parameter} must differ from each other, but {ShownText.Quoted(name)} occurs twice.", parameter);
            }
        }
        return Array.AsReadOnly(copied);
    }

    internal int ColumnIndex(string name, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        for (int column = 0; column < ColumnCount; column++)
        {
            if (ColumnNames[column] == name) return column;
        }
        throw new ArgumentException(
            $"{parameter} must be among {ShownText.List(ColumnNames)}, but was {ShownText.Quoted(name)}.", parameter);
    }

    private Dataset Slice(int start, int count) => new(ColumnNames, Rows.Slice(start * ColumnCount, count * ColumnCount).ToArray());

    private Dataset Pick(ReadOnlySpan<int> rows)
    {
        double[] numbers = new double[rows.Length * ColumnCount];
        for (int i = 0; i < rows.Length; i++) Row(rows[i]).CopyTo(numbers.AsSpan(i * ColumnCount));
        return new Dataset(ColumnNames, numbers);
    }

    private int[] ShuffledRows(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] rows = [.. Enumerable.Range(0, RowCount)];
        random.Shuffle(rows);
        return rows;
    }

    private int RowsInFirst(double fraction)
    {
        string text = fraction.ToString(CultureInfo.InvariantCulture);
        if (!(fraction > 0 && fraction < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), $"fraction must be above 0 and below 1, but was {text}.");
        }
        int first = (int)Math.Round(fraction * RowCount, MidpointRounding.AwayFromZero);
        if (first > 0 && first < RowCount) return first;
        throw new ArgumentOutOfRangeException(
            nameof(fraction),
            $"fraction must leave at least 1 row on each side, but {text} splits {NumberText.Count(RowCount, "row")} " +
            $"into {first} and {RowCount - first}.");
    }

    private int BatchCount(int size) => RowCount / size + (RowCount % size == 0 ? 0 : 1);

    private static ArgumentOutOfRangeException OutOfRange(string parameter, int value, int count) =>
        new(parameter, $"{parameter} must be at least 0 and below {count}, but was {value}.");
}
