using System.Diagnostics.CodeAnalysis;
using MicrogradSharp.Orleans.Grains;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>Reports what happens to a shard in a step. It is a straggler once at most.</summary>
internal sealed class StepReports(string shard, StepTimes times, ClusterOptions options, Lock gate)
{
    private bool _isStraggler;
    private Exception? _fault;      // what a listener threw

    /// <summary>Whether an exception came from a listener, so that it is no lost call.</summary>
    public bool IsOfListener(Exception fault) => ReferenceEquals(fault, _fault);

    /// <summary>Reports the shard if it is slow now, unless that is done.</summary>
    /// <param name="status">What the shard does; null if it did not answer.</param>
    public void CheckTime(ShardStatus? status)
    {
        var elapsed = times.Elapsed;
        if (_isStraggler || times.Median() is not { } median) return;
        if (elapsed.TotalSeconds < median.TotalSeconds * options.StragglerFactor) return;
        _isStraggler = true;
        Report(options.OnStraggler, new Straggler(shard, elapsed, median, status?.Silo));
    }

    /// <summary>Reports that the shard will be asked again.</summary>
    public void Retry(int attempt, string reason) => Report(options.OnRetry, new ShardRetry(shard, attempt, reason));

    [SuppressMessage("Design", "CA1031", Justification = "the exception goes on")]
    private void Report<T>(Action<T>? listener, T report)
    {
        if (listener is null) return;
        try
        {
            lock (gate) listener(report);
        }
        catch (Exception fault)
        {
            _fault = fault;
            throw;
        }
    }
}
