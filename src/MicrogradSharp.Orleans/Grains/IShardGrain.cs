using Orleans.Concurrency;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>A shard: rows, a recorded function, and one call at a time.</summary>
internal interface IShardGrain : IGrainWithStringKey
{
    /// <summary>Loads the rows and records the function, unless that is done.</summary>
    [ResponseTimeout("1.00:00:00")]
    Task<ShardReply> LoadAsync(string function, Shard shard, CancellationToken cancellationToken);

    /// <summary>Computes the mean of the loss and its gradient.</summary>
    [ResponseTimeout("1.00:00:00")]
    Task<ShardReply> GradientAsync(ShardRequest request, CancellationToken cancellationToken);

    /// <summary>Computes half the sum of squares, Jᵀr and JᵀJ.</summary>
    [ResponseTimeout("1.00:00:00")]
    Task<ShardReply> NormalEquationsAsync(ShardRequest request, CancellationToken cancellationToken);

    /// <summary>Answers while another call runs.</summary>
    [AlwaysInterleave]
    Task<ShardStatus> StatusAsync();

    /// <summary>Forgets the rows.</summary>
    Task ReleaseAsync();
}
