using System.Diagnostics;
using System.Globalization;

namespace MicrogradSharp.Datasets;

/// <summary>A table of numbers with named columns, held row after row: a mini-batch is a slice.</summary>
/// <remarks>Immutable: what changes rows or columns gives a new data set. Safe for any number of threads. NaN and ±∞ are numbers like any other.</remarks>
/// <example><code>
/// var moons = Dataset.Moons(count: 200, noise: 0.1, new Random(7));
/// var (train, test) = moons.Split(0.75, new Random(1));
/// foreach (var batch in train.Batches(32, new Random(2)))
/// {
///     ReadOnlySpan&lt;double&gt; numbers = batch.Rows;      // row after row: what a tape takes
/// }
/// moons.WriteCsv("moons.csv");
/// </code></example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class Dataset
{
    private readonly double[] _numbers;

    /// <summary>Makes a data set.</summary>
    /// <param name="columnNames">The name of each column, at least one, none of them empty, all of them different.</param>
    /// <param name="rows">The numbers, <c>rows × columns</c>, row after row; they are copied. There may be none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columnNames"/> or one of the names is null.</exception>
    /// <exception cref="ArgumentException">There are no columns, a name is empty or comes twice, or a row is cut short.</exception>
    public Dataset(IEnumerable<string> columnNames, ReadOnlySpan<double> rows)
        : this(CheckedNames(columnNames, nameof(columnNames)), rows.ToArray())
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

    /// <summary>The place of a column.</summary>
    /// <param name="name">Its name; upper and lower case differ.</param>
    /// <returns>The column, from 0.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such column; the message lists the names.</exception>
    public int ColumnIndex(string name) => ColumnIndex(name, nameof(name));

    /// <summary>The numbers of one column, copied.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public double[] Column(int column)
    {
        if ((uint)column >= (uint)ColumnCount) throw OutOfRange(nameof(column), column, ColumnCount);
        double[] numbers = new double[RowCount];
        for (int row = 0; row < numbers.Length; row++) numbers[row] = _numbers[row * ColumnCount + column];
        return numbers;
    }

    /// <summary>The numbers of one column, copied.</summary>
    /// <param name="name">The name of the column.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no such column; the message lists the names.</exception>
    public double[] Column(string name) => Column(ColumnIndex(name));

    /// <summary>Some of the columns, in the order given.</summary>
    /// <param name="columns">The names, at least one, each of them once.</param>
    /// <exception cref="ArgumentNullException">A name is null.</exception>
    /// <exception cref="ArgumentException">There are no names, one comes twice, or there is no such column; the message lists the names.</exception>
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

    /// <summary>All rows in random order, every order being as likely as any other.</summary>
    /// <param name="random">Where the order comes from: the same seed gives the same order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public Dataset Shuffle(Random random) => Pick(ShuffledRows(random));

    /// <summary>Parts the rows in two, such as for training and testing, after shuffling them: every row is in one part.</summary>
    /// <param name="fraction">The part of the rows that goes to the first data set, above 0 and below 1; fraction · rows is rounded to the nearest, halves up.</param>
    /// <param name="random">Where the order comes from: the same seed gives the same parts.</param>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of its range or leaves a part without rows.</exception>
    public (Dataset First, Dataset Second) Split(double fraction, Random random)
    {
        int[] rows = ShuffledRows(random);
        int first = RowsInFirst(fraction);
        return (Pick(rows.AsSpan(0, first)), Pick(rows.AsSpan(first)));
    }

    /// <summary>Parts the rows in two as they are ordered, such as a series in time: the first rows, and the rest.</summary>
    /// <param name="fraction">The part of the rows that goes to the first data set, above 0 and below 1; fraction · rows is rounded to the nearest, halves up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is out of its range or leaves a part without rows.</exception>
    public (Dataset First, Dataset Second) Split(double fraction)
    {
        int first = RowsInFirst(fraction);
        return (Slice(0, first), Slice(first, RowCount - first));
    }

    /// <summary>The rows in random order, so many at a time: every row is in one batch.</summary>
    /// <param name="size">The rows in a batch, at least 1; the last batch has what remains.</param>
    /// <param name="random">Where the order comes from, drawn at the call: each enumeration of one result gives the same batches. Call again for the next epoch.</param>
    /// <returns>The batches, each copied when its turn comes; none when there are no rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public IEnumerable<Dataset> Batches(int size, Random random)
    {
        Guard.AtLeastOne(size);
        int[] rows = ShuffledRows(random);
        return Enumerable.Range(0, BatchCount(size)).Select(batch => Pick(rows.AsSpan(batch * size, Math.Min(size, RowCount - batch * size))));
    }

    /// <summary>The rows as they are ordered, so many at a time.</summary>
    /// <param name="size">The rows in a batch, at least 1; the last batch has what remains.</param>
    /// <returns>The batches, each copied when its turn comes; none when there are no rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public IEnumerable<Dataset> Batches(int size)
    {
        Guard.AtLeastOne(size);
        return Enumerable.Range(0, BatchCount(size)).Select(batch => Slice(batch * size, Math.Min(size, RowCount - batch * size)));
    }

    /// <summary>Reads a data set from a file of comma-separated values (RFC 4180), such as <see cref="WriteCsv(string)"/> writes.</summary>
    /// <param name="path">The file: UTF-8, or what its byte order mark says.</param>
    /// <remarks>The text is that of <see cref="ReadCsv(TextReader)"/>; messages begin with the path.</remarks>
    /// <exception cref="FormatException">The text is not as it must be; the message gives the line, the column, and what came.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static Dataset ReadCsv(string path) => ReadCsv(path, CsvHeader.Auto);

    /// <summary>Reads a data set from text of comma-separated values (RFC 4180).</summary>
    /// <param name="reader">The text, read to its end; it stays open.</param>
    /// <remarks>
    /// <para>The first line names the columns; each following line is a row with as many numbers. A first line of numbers is a row too, and
    /// the columns are then called x0, x1, …; a number in quotes is a name there. A first line of both is an error: say with
    /// <see cref="CsvHeader"/> which it is.</para>
    /// <para>A field may be in quotes, and then holds commas, line breaks, and quotes written twice. Lines end in CRLF, LF or CR, the last
    /// also in nothing; blank lines are skipped.</para>
    /// <para>Numbers are as in C#, whatever the culture: <c>-1.5e-3</c>, with white space around if any, and <c>NaN</c>, <c>Infinity</c> or <c>inf</c> in upper or lower
    /// case. A number beyond the range of <see cref="double"/> is ±∞. An empty field is an error: write <c>NaN</c> for what is missing.</para>
    /// </remarks>
    /// <exception cref="FormatException">The text is not as it must be; the message gives the line, the column, and what came.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    public static Dataset ReadCsv(TextReader reader) => ReadCsv(reader, CsvHeader.Auto);

    /// <summary>Writes a file of comma-separated values (RFC 4180) that <see cref="ReadCsv(string)"/> reads back to the last bit.</summary>
    /// <param name="path">The file; one that is there is replaced when all is written.</param>
    /// <remarks>
    /// UTF-8 without a byte order mark; the text is that of <see cref="WriteCsv(TextWriter)"/>. A symbolic link stays one, and its target is
    /// replaced. A file keeps its permissions, but not its owner or its other names (hard links). A pipe or a device receives the bytes.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or holds a null character, or a name holds half a surrogate pair, which no file can.</exception>
    /// <exception cref="IOException">The file cannot be written: there is no such folder, or no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder may not be written, or the path is that of a folder.</exception>
    public void WriteCsv(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, CsvReader.Utf8, bufferSize: 1 << 15, leaveOpen: true);
            CsvWriter.Write(this, writer);
        });
    }

    /// <summary>Writes text of comma-separated values (RFC 4180) that <see cref="ReadCsv(TextReader)"/> reads back to the last bit.</summary>
    /// <param name="writer">Receives the text; it stays open.</param>
    /// <remarks>
    /// A line of names, in quotes where they need them or are numbers, then a line a row, each ended by LF. Numbers are the shortest that
    /// read back as the same <see cref="double"/>, whatever the culture; <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c> are written so.
    /// All NaNs come back as one.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        CsvWriter.Write(this, writer);
    }

    /// <summary>The size and the names: <c>200 rows of x0, x1, label</c>.</summary>
    public override string ToString() => $"{RowCount} {(RowCount == 1 ? "row" : "rows")} of {string.Join(", ", ColumnNames)}";

    /// <summary>Makes a data set of names that are checked and whole rows that nobody else writes to.</summary>
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
            if (!seen.Add(name)) throw new ArgumentException($"{parameter} must differ from each other, but {ShownText.Quoted(name)} comes twice.", parameter);
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
        throw new ArgumentException($"{parameter} must be among {ShownText.List(ColumnNames)}, but was {ShownText.Quoted(name)}.", parameter);
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
        if (!(fraction > 0 && fraction < 1)) throw new ArgumentOutOfRangeException(nameof(fraction), $"fraction must be above 0 and below 1, but was {text}.");
        int first = (int)Math.Round(fraction * RowCount, MidpointRounding.AwayFromZero);
        if (first > 0 && first < RowCount) return first;
        throw new ArgumentOutOfRangeException(nameof(fraction), $"fraction must leave at least 1 row on each side, but {text} of {RowCount} rows parts them into {first} and {RowCount - first}.");
    }

    private int BatchCount(int size) => RowCount / size + (RowCount % size == 0 ? 0 : 1);

    private static ArgumentOutOfRangeException OutOfRange(string parameter, int value, int count) =>
        new(parameter, $"{parameter} must be at least 0 and below {count}, but was {value}.");
}
