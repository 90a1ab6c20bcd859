namespace MicrogradSharp.Orleans;

/// <summary>The rows of a shard, as a source loads them.</summary>
public sealed class ShardRows
{
    /// <summary>Takes rows. They are not copied.</summary>
    /// <param name="rows">The numbers, <c>rows × columns</c>, row after row.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">There are no rows, or a row is cut short.</exception>
    public ShardRows(double[] rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (rows.Length == 0) throw new ArgumentException("rows must hold at least 1 row, but was empty.", nameof(rows));
        if (rows.Length % columns != 0)
        {
            throw new ArgumentException($"rows must hold whole rows of {columns} numbers, but held {rows.Length} numbers.", nameof(rows));
        }
        (Rows, Columns) = (rows, columns);
    }

    /// <summary>The numbers, row after row.</summary>
    public ReadOnlyMemory<double> Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }
}
