namespace MicrogradSharp.Orleans;

/// <summary>Loads the rows of shards on a silo.</summary>
public interface IShardSource
{
    /// <summary>Loads rows, on a thread that may be blocked. Several shards may load at once.</summary>
    /// <param name="shard">What to load.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the rows.</param>
    /// <returns>The same rows each time: a shard may be loaded again on another silo, and other rows end the run.</returns>
    /// <remarks>
    /// An exception ends the run, with the name of the shard. It is not tried again: data that is broken stays broken.
    /// </remarks>
    ValueTask<ShardRows> LoadAsync(Shard shard, CancellationToken cancellationToken);
}
