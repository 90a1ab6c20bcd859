namespace MicrogradSharp.Orleans.Sources;

/// <summary>Rows that code makes.</summary>
internal sealed class CodeSource(Func<Shard, ShardRows> load) : IShardSource
{
    public ValueTask<ShardRows> LoadAsync(Shard shard, CancellationToken cancellationToken) => new(load(shard));
}
