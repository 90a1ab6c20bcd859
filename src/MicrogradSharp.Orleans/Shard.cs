using System.Globalization;

namespace MicrogradSharp.Orleans;

/// <summary>Describes where the rows of a shard come from. The description travels to a silo, which then loads the rows.</summary>
/// <remarks>
/// A path must lead to the same file on every silo: use shared storage, or the same folder on each machine. Immutable.
/// </remarks>
/// <example><code>
/// Shard[] shards = [Shard.Csv("part-0.csv"), Shard.Parquet("part-1.parquet", ["x", "y"]), Shard.FromCode("generated", 0, 1_000_000)];
/// </code></example>
[GenerateSerializer]
[Immutable]
public sealed class Shard
{
    internal const string CsvSource = "csv", ParquetSource = "parquet";

    /// <summary>Describes rows that a source of your own loads.</summary>
    /// <param name="source">The name under which the source was added, see <see cref="ShardFunctions"/>.</param>
    /// <param name="name">The name of the shard in errors and reports.</param>
    /// <param name="path">The path, or what else the source needs; default empty.</param>
    /// <param name="columns">The columns by name; default empty, all of them.</param>
    /// <param name="first">The first row or row group, at least 0.</param>
    /// <param name="count">The number of rows or row groups; 0 for all, at least 0.</param>
    /// <exception cref="ArgumentNullException">A text or the list is null.</exception>
    /// <exception cref="ArgumentException">A text that names something is empty or white space.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> or <paramref name="count"/> is negative.</exception>
    public Shard(string source, string name, string path = "", IReadOnlyList<string>? columns = null, long first = 0, long count = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        string[] names = [.. columns ?? []];
        foreach (string column in names) ArgumentException.ThrowIfNullOrWhiteSpace(column, nameof(columns));
        (Source, Name, Path, ColumnNames, First, Count) = (source, name, path, names, first, count);
    }

    /// <summary>The name of the source.</summary>
    [Id(0)]
    public string Source { get; }

    /// <summary>The name in errors and reports.</summary>
    [Id(1)]
    public string Name { get; }

    /// <summary>The path of the file, or what else the source needs.</summary>
    [Id(2)]
    public string Path { get; }

    /// <summary>The columns by name, in the order of the function; empty for all.</summary>
    public IReadOnlyList<string> Columns => ColumnNames;

    /// <summary>The first row or row group.</summary>
    [Id(4)]
    public long First { get; }

    /// <summary>The number of rows or row groups; 0 for all.</summary>
    [Id(5)]
    public long Count { get; }

    [Id(3)]
    internal string[] ColumnNames { get; }

    /// <summary>Describes a CSV file, or some of its columns.</summary>
    /// <param name="path">
    /// The file, with or without a header. It holds numbers only, also in columns that are not asked for.
    /// </param>
    /// <param name="columns">The columns by name, in the order of the function; default all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">The path or the name of a column is empty or white space.</exception>
    public static Shard Csv(string path, IReadOnlyList<string>? columns = null) => new(CsvSource, path, path, columns);

    /// <summary>Describes a Parquet file, or some of its columns and row groups.</summary>
    /// <param name="path">The file. Its columns hold numbers, without nulls.</param>
    /// <param name="columns">The columns by name, in the order of the function; default all.</param>
    /// <param name="firstGroup">The first row group, at least 0.</param>
    /// <param name="groupCount">The number of row groups; default 0, all from the first on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">The path or the name of a column is empty or white space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static Shard Parquet(string path, IReadOnlyList<string>? columns = null, int firstGroup = 0, int groupCount = 0)
    {
        bool isWhole = firstGroup == 0 && groupCount == 0;
        string name = isWhole ? path : string.Create(CultureInfo.InvariantCulture, $"{path} from row group {firstGroup}");
        return new(ParquetSource, name, path, columns, firstGroup, groupCount);
    }

    /// <summary>Describes rows that code makes, such as a range of a generator or of a database.</summary>
    /// <param name="source">The name under which the source was added, see <see cref="ShardFunctions"/>.</param>
    /// <param name="first">The first row, at least 0.</param>
    /// <param name="count">The number of rows, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is empty or white space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="first"/> is negative, or <paramref name="count"/> is less than 1.
    /// </exception>
    public static Shard FromCode(string source, long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        string name = string.Create(CultureInfo.InvariantCulture, $"{source}, rows {first} to {first + count - 1}");
        return new(source, name, first: first, count: count);
    }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
