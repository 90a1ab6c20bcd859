using MicrogradSharp.Orleans.Grains;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>A shard that answers as a test says. Functions take the number of the call, from 1.</summary>
internal sealed class FakeShard : IShardGrain
{
    public required Func<int, Task<ShardReply>> Gradient { get; init; }

    public Func<int, Task<ShardStatus>> Status { get; set; } = _ => Task.FromResult(new ShardStatus(false, "S1"));

    public Task Released { get; init; } = Task.CompletedTask;

    /// <summary>The token of the last call.</summary>
    public CancellationToken CallToken { get; private set; }

    public int Calls { get; private set; }

    public int Loads { get; private set; }

    public int Statuses { get; private set; }

    public Task<ShardReply> LoadAsync(string function, Shard shard, CancellationToken cancellationToken)
    {
        Loads++;
        return Task.FromResult(new ShardReply(ShardOutcome.Done));
    }

    public Task<ShardReply> GradientAsync(ShardRequest request, CancellationToken cancellationToken)
    {
        CallToken = cancellationToken;
        return Gradient(++Calls);
    }

    public Task<ShardReply> NormalEquationsAsync(ShardRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ShardStatus> StatusAsync() => Status(++Statuses);

    public Task ReleaseAsync() => Released;
}
