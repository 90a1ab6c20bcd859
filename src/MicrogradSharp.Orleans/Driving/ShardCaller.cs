using System.Diagnostics.CodeAnalysis;
using MicrogradSharp.Orleans.Grains;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>Asks a shard until it answers: loads its rows where they are missing, and asks again when a call is lost.</summary>
internal sealed class ShardCaller(IShardGrain grain, string function, Shard shard, ClusterOptions options, Lock gate)
{
    private const int MostSilentChecks = 15;        // half a minute by default: Orleans needs less to declare a silo dead

    private static readonly TimeSpan s_releaseLimit = TimeSpan.FromSeconds(2);

    private long? _rowsHash;        // of the first reply

    /// <summary>Tells a grain what to load.</summary>
    public Task<ShardReply> LoadAsync(IShardGrain target, CancellationToken token) => target.LoadAsync(function, shard, token);

    /// <summary>Asks the shard.</summary>
    /// <param name="ask">Calls the grain.</param>
    /// <param name="times">The times of the step.</param>
    /// <param name="token">Stops waiting.</param>
    /// <exception cref="ShardException">The shard is broken, or was lost too often.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "whatever a call throws, the shard did not answer: its errors are replies")]
    public async Task<ShardReply> RunAsync(
        Func<IShardGrain, CancellationToken, Task<ShardReply>> ask, StepTimes times, CancellationToken token)
    {
        var report = new StepReports(shard.Name, times, options, gate);
        for (int attempt = 1; ; attempt++)
        {
            string reason;
            Exception? cause = null;
            try
            {
                var reply = await WatchAsync(ask, report, token).ConfigureAwait(false);
                if (reply.Outcome == ShardOutcome.NotLoaded)
                {
                    Check(await WatchAsync(LoadAsync, report, token).ConfigureAwait(false));
                    reply = await WatchAsync(ask, report, token).ConfigureAwait(false);
                }
                if (Check(reply).Outcome == ShardOutcome.Done)
                {
                    times.Finish();
                    return reply;
                }
                reason = "its silo lost the rows again";
            }
            catch (Exception fault) when (fault is not ShardException && !report.IsOfListener(fault))
            {
                token.ThrowIfCancellationRequested();
                reason = LostCalls.Reason(fault);
                cause = fault;
            }
            if (attempt == options.MaxAttempts)
            {
                throw new ShardException(shard.Name, $"no answer after {attempt} attempts: {reason}", cause);
            }
            report.Retry(attempt, reason);
            await Task.Delay(LostCalls.DelayAfter(attempt), token).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets the rows, now if the shard answers soon, or after what it works on.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "a shard that is gone holds no rows")]
    public async Task ReleaseAsync()
    {
        try
        {
            await grain.ReleaseAsync().WaitAsync(s_releaseLimit).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // the silo is gone, or will forget the rows when they are idle
        }
    }

    /// <summary>Passes a reply on.</summary>
    /// <exception cref="ShardException">It is an error, or about other rows than the first reply.</exception>
    private ShardReply Check(ShardReply reply)
    {
        if (reply.Outcome == ShardOutcome.Failed) throw new ShardException(shard.Name, reply.Fault ?? "failed");
        if (reply.Outcome != ShardOutcome.Done) return reply;
        if ((_rowsHash ??= reply.RowsHash) == reply.RowsHash) return reply;
        throw new ShardException(shard.Name, "it must load the same rows each time, but has loaded others.");
    }

    /// <summary>Waits for a call, and looks now and then whether the shard still works on it.</summary>
    /// <exception cref="LostCallException">It does not.</exception>
    private async Task<ShardReply> WatchAsync(
        Func<IShardGrain, CancellationToken, Task<ShardReply>> ask, StepReports report, CancellationToken token)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var call = ask(grain, stop.Token);
        bool wasIdle = false;
        int silentChecks = 0;
        try
        {
            while (true)
            {
                try
                {
                    return await call.WaitAsync(options.CheckEvery, token).ConfigureAwait(false);
                }
                catch (TimeoutException) when (!call.IsFaulted)
                {
                    var status = await StatusAsync(token).ConfigureAwait(false);
                    report.CheckTime(status);
                    bool isIdle = status is { IsBusy: false };
                    if (isIdle && wasIdle && !call.IsCompleted)
                    {
                        throw new LostCallException($"the shard on {status!.Value.Silo} does not know of the call");
                    }
                    wasIdle = isIdle;
                    silentChecks = status is null ? silentChecks + 1 : 0;
                    if (silentChecks == MostSilentChecks && !call.IsCompleted) throw new LostCallException("its silo does not answer");
                }
            }
        }
        finally
        {
            if (!call.IsCompleted) await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Asks what the shard does; null if it does not answer.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "no answer is an answer")]
    private async Task<ShardStatus?> StatusAsync(CancellationToken token)
    {
        try
        {
            return await grain.StatusAsync().WaitAsync(options.CheckEvery, token).ConfigureAwait(false);
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            return null;
        }
    }
}
