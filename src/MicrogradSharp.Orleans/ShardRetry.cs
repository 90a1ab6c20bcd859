namespace MicrogradSharp.Orleans;

/// <summary>A call of a shard that was lost, and is asked again.</summary>
/// <param name="Shard">The name of the shard.</param>
/// <param name="Attempt">The number of attempts so far, from 1.</param>
/// <param name="Reason">Why it was lost.</param>
public sealed record ShardRetry(string Shard, int Attempt, string Reason)
{
    /// <summary>Returns one line: <c>shard 'part-3.csv' is asked again after attempt 1: …</c>.</summary>
    public override string ToString() => $"shard '{Shard}' is asked again after attempt {Attempt}: {Reason}";
}
