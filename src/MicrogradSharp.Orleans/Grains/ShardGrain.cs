using System.Diagnostics.CodeAnalysis;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Orleans.Grains;

/// <summary>
/// Holds the rows of a shard and computes on them. Errors of data and functions are replies: they would be the same elsewhere.
/// </summary>
[ShardPlacement]
[SuppressMessage("Design", "CA1031", Justification = "sources and functions may throw anything, and the driver must hear of it")]
internal sealed class ShardGrain(ShardFunctions functions, ShardWorkers workers, ILocalSiloDetails silo) : Grain, IShardGrain
{
    private RowsObjective? _objective;
    private long _rowsHash;
    private bool _isBusy;

    public Task<ShardReply> LoadAsync(string function, Shard shard, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            _objective ??= Load(function, shard, cancellationToken);
            return new ShardReply(ShardOutcome.Done, _objective.RowCount, RowsHash: _rowsHash);
        },
        cancellationToken);

    public Task<ShardReply> GradientAsync(ShardRequest request, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            if (_objective is not { } objective) return new ShardReply(ShardOutcome.NotLoaded);
            var (first, count) = Range(request, objective.RowCount);
            if (count == 0) return new ShardReply(ShardOutcome.Done, RowsHash: _rowsHash);
            double[] gradient = new double[objective.ParameterCount];
            double mean = objective.Gradient(Wire.Read(request.Parameters), gradient, first, count);
            return new ShardReply(ShardOutcome.Done, count, mean, Wire.Write(gradient), RowsHash: _rowsHash);
        },
        cancellationToken);

    public Task<ShardReply> NormalEquationsAsync(ShardRequest request, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            if (_objective is not { } objective) return new ShardReply(ShardOutcome.NotLoaded);
            int n = objective.ParameterCount;
            double[] numbers = new double[n + n * (n + 1) / 2], matrix = new double[n * n];
            double cost = objective.NormalEquations(Wire.Read(request.Parameters), numbers.AsSpan(0, n), matrix);
            for (int i = 0, next = n; i < n; next += ++i) matrix.AsSpan(i * n, i + 1).CopyTo(numbers.AsSpan(next));
            return new ShardReply(ShardOutcome.Done, objective.RowCount, cost, Wire.Write(numbers), RowsHash: _rowsHash);
        },
        cancellationToken);

    public Task<ShardStatus> StatusAsync() => Task.FromResult(new ShardStatus(_isBusy, silo.SiloAddress.ToString()));

    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private RowsObjective Load(string name, Shard shard, CancellationToken cancellationToken)
    {
        var function = functions.Create(name);
        var loading = functions.Source(shard.Source).LoadAsync(shard, cancellationToken).AsTask();
        var rows = loading.GetAwaiter().GetResult();        // the thread is there to wait
        if (rows is null) throw new FormatException($"the source '{shard.Source}' must return rows, but returned null.");
        if (rows.Columns != function.Tape.Columns)
        {
            throw new FormatException(
                $"the rows must have {function.Tape.Columns} columns, like the function '{name}', but have {rows.Columns}.");
        }
        _rowsHash = RowsHash.Of(rows.Rows.Span);
        return new RowsObjective(function.Tape, rows.Rows, function.Parameters);
    }

    private async Task<ShardReply> RunAsync(Func<ShardReply> work, CancellationToken cancellationToken)
    {
        _isBusy = true;
        try
        {
            return await workers.RunAsync(() => Caught(work, cancellationToken), cancellationToken);
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>Makes a reply of an error. A source may give up by itself, such as after a timeout: that is an error too.</summary>
    private static ShardReply Caught(Func<ShardReply> work, CancellationToken cancellationToken)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return ShardReply.OfFault(fault);
        }
    }

    private static (int First, int Count) Range(ShardRequest request, int rows)
    {
        if (request.BatchSize == 0) return (0, rows);
        long first = (long)request.Batch * request.BatchSize;
        return first >= rows ? (0, 0) : ((int)first, (int)Math.Min(request.BatchSize, rows - first));
    }
}
