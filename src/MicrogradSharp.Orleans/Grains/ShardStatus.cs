namespace MicrogradSharp.Orleans.Grains;

/// <summary>What a shard does at the moment.</summary>
/// <param name="IsBusy">Whether it loads or computes.</param>
/// <param name="Silo">The address of its silo.</param>
[GenerateSerializer]
[Immutable]
internal readonly record struct ShardStatus([property: Id(0)] bool IsBusy, [property: Id(1)] string Silo);
