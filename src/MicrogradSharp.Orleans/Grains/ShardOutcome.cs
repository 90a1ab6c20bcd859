namespace MicrogradSharp.Orleans.Grains;

/// <summary>How a call of a shard ended.</summary>
internal enum ShardOutcome
{
    /// <summary>There is a result.</summary>
    Done,

    /// <summary>The grain is new and has no rows: it must be told what to load.</summary>
    NotLoaded,

    /// <summary>The data or the function is broken. It would be so again.</summary>
    Failed,
}
