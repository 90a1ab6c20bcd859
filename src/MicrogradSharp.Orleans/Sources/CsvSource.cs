using MicrogradSharp.Datasets;

namespace MicrogradSharp.Orleans.Sources;

/// <summary>Rows of CSV files.</summary>
internal sealed class CsvSource : IShardSource
{
    public ValueTask<ShardRows> LoadAsync(Shard shard, CancellationToken cancellationToken)
    {
        var dataset = Dataset.ReadCsv(shard.Path);
        if (shard.Columns.Count > 0) dataset = dataset.SelectColumns([.. shard.Columns]);
        return new ValueTask<ShardRows>(new ShardRows(dataset.Rows.ToArray(), dataset.ColumnCount));
    }
}
