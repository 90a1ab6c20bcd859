namespace MicrogradSharp.Orleans.Grains;

/// <summary>Spreads the shards evenly: shard i goes to silo i modulo the number of silos, in the order of their addresses.</summary>
[GenerateSerializer]
[Immutable]
internal sealed class ShardPlacement : PlacementStrategy;
