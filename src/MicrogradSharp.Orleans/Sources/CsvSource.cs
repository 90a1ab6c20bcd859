using MicrogradSharp.Datasets;

namespace MicrogradSharp.Orleans.Sources;

/// <summary>Rows of CSV files.</summary>
internal sealed class CsvSource : IShardSource
{
    public ValueTask<ShardRows> LoadAsync(Shard shard, CancellationToken cancellationToken)
    {
        if (shard.First != 0 || shard.Count != 0)
        {
            throw new FormatException(
                $"a CSV file is a shard as a whole: first and count must be 0, but were {shard.First} and {shard.Count}.");
        }
        var dataset = Dataset.ReadCsv(shard.Path);
        if (dataset.RowCount == 0) throw new FormatException("the file must have at least 1 row, but has a header only.");
        if (shard.Columns.Count > 0) dataset = dataset.SelectColumns([.. shard.Columns]);
        return new ValueTask<ShardRows>(new ShardRows(dataset.Rows.ToArray(), dataset.ColumnCount));
    }
}
