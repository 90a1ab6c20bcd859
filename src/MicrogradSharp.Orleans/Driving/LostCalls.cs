namespace MicrogradSharp.Orleans.Driving;

/// <summary>What shards and functions share when a call of theirs is lost.</summary>
internal static class LostCalls
{
    private const int DoublingAttempts = 7;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(0.1), s_longestDelay = TimeSpan.FromSeconds(10);

    /// <summary>The time to wait after an attempt, from 1.</summary>
    public static TimeSpan DelayAfter(int attempt) => attempt <= DoublingAttempts ? s_firstDelay * (1 << (attempt - 1)) : s_longestDelay;

    /// <summary>Says in a few words why a call was lost.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        SiloUnavailableException => "its silo is gone",
        OrleansMessageRejectionException => "its silo takes no calls",      // the message is that of a whole envelope
        _ => fault.Message,
    };
}
