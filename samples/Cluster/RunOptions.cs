namespace Cluster;

/// <summary>What the command line asks for.</summary>
/// <param name="Silos">The number of silos.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Shards">The number of shards that they are split into.</param>
/// <param name="InProcesses">Whether each silo but the first has a process of its own.</param>
/// <param name="Kills">Whether one silo ends in the middle of the run.</param>
/// <param name="Checkpoint">The file to write checkpoints to, or null.</param>
/// <param name="Resume">The checkpoint to go on from, or null.</param>
internal sealed record RunOptions(
    int Silos, long Rows, int Shards, bool InProcesses, bool Kills, string? Checkpoint, string? Resume);
