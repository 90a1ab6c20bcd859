namespace MicrogradSharp.Orleans;

/// <summary>A shard failed for good: its data or its function is broken, or it was lost too often.</summary>
public sealed class ShardException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="shard">The name of the shard.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="inner">The cause, or null.</param>
    public ShardException(string shard, string message, Exception? inner = null)
        : base($"shard '{shard}': {message}", inner) => Shard = shard;

    /// <summary>The name of the shard.</summary>
    public string Shard { get; }
}
