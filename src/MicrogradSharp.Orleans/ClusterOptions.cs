namespace MicrogradSharp.Orleans;

/// <summary>How a <see cref="ClusterObjective"/> deals with slow and lost shards.</summary>
public sealed record ClusterOptions
{
    /// <summary>The maximum number of times that a shard is asked in one step, or a silo about a function; default 12.</summary>
    /// <remarks>
    /// Between tries it waits, from 0.1 s doubling up to 10 s: 12 tries last longer than Orleans' defaults need to declare a silo dead.
    /// Only lost calls are tried again. An error of the data or of the function ends the run at once.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int MaxAttempts
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxAttempts), $"MaxAttempts must be at least 1, but was {value}.");
    } = 12;

    /// <summary>
    /// How often a shard that has not answered is asked whether it still works; default 2 s. If it does not know of the call twice in a
    /// row, for example because its silo died, or does not answer 15 times in a row, the call is lost.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not from 1 ms to 1 day.</exception>
    public TimeSpan CheckEvery
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(CheckEvery), $"CheckEvery must be from 1 ms to 1 day, but was {value}.");
    } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A shard is a straggler if it takes this many times the median of the shards that are done, once half of them are; default 3.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1 or not finite.</exception>
    public double StragglerFactor
    {
        get;
        init => field = value >= 1 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(StragglerFactor), $"StragglerFactor must be at least 1, but was {value}.");
    } = 3;

    /// <summary>Called for each straggler, once a step, on any thread, one call at a time; default null, nothing.</summary>
    /// <remarks>What it throws ends the step.</remarks>
    public Action<Straggler>? OnStraggler { get; init; }

    /// <summary>Called before a shard is asked again, on any thread, one call at a time; default null, nothing.</summary>
    /// <remarks>What it throws ends the step.</remarks>
    public Action<ShardRetry>? OnRetry { get; init; }
}
