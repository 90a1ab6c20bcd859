namespace MicrogradSharp.Orleans.Grains;

/// <summary>What goes to a shard in a step: the parameters, and which batch of its rows.</summary>
/// <param name="Parameters">The parameters, 8 bytes each.</param>
/// <param name="BatchSize">The number of rows of a batch; 0 for all rows.</param>
/// <param name="Batch">The batch, from 0.</param>
[GenerateSerializer]
[Immutable]
internal readonly record struct ShardRequest(
    [property: Id(0)] byte[] Parameters, [property: Id(1)] int BatchSize = 0, [property: Id(2)] int Batch = 0);
