using MicrogradSharp.Optim;
using MicrogradSharp.Orleans.Driving;
using MicrogradSharp.Orleans.Grains;

namespace MicrogradSharp.Orleans;

/// <summary>
/// A function over all rows of shards on a cluster: the mean of a loss, for <see cref="Minimize.LbfgsAsync"/> and
/// <see cref="Trainer.TrainAsync"/>, or a sum of squares, for <see cref="Minimize.GaussNewtonAsync"/>.
/// </summary>
/// <remarks>
/// <para>In a step, parameters go to the shards, and means, gradients and counts come back: no rows. They are added in the order of the
/// shards, so the bits are the same for any number of silos, and after a silo has died. With one shard, they are those of its tape.</para>
/// <para>Shards load when they are first asked, and again on another silo when theirs dies. Their rows stay in memory between steps, and
/// for the next driver that opens the same shards, until <see cref="DisposeAsync"/>, or until Orleans collects idle grains.</para>
/// <para>Not thread-safe: one evaluation at a time. Several drivers may share shards.</para>
/// </remarks>
/// <example><code>
/// await using var objective = await ClusterObjective.OpenAsync(grains, "logistic", shards);
/// var result = await Minimize.LbfgsAsync(objective, new double[objective.ParameterCount]);
/// </code></example>
public sealed class ClusterObjective : IAsyncObjective, IAsyncNormalEquations, IAsyncDisposable
{
    private readonly ShardCaller[] _shards;
    private readonly FunctionShape _shape;

    private ClusterObjective(ShardCaller[] shards, FunctionShape shape) => (_shards, _shape) = (shards, shape);

    /// <summary>The number of parameters of the function.</summary>
    public int ParameterCount => _shape.Parameters;

    /// <summary>The number of shards.</summary>
    public int ShardCount => _shards.Length;

    /// <summary>The number of rows of all shards; 0 before they are first loaded.</summary>
    public long RowCount { get; private set; }

    /// <summary>Opens a function over shards. No rows are loaded yet.</summary>
    /// <param name="grains">The client of the cluster, or a silo's grain factory.</param>
    /// <param name="function">The name of a function that every silo knows, see <see cref="ShardFunctions"/>.</param>
    /// <param name="shards">The shards, in the order in which their results are added.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no shards, the silos do not know the function, or it cannot be recorded, or a shard names another number of columns than
    /// the function has.
    /// </exception>
    /// <exception cref="TimeoutException">No silo answered in <see cref="ClusterOptions.MaxAttempts"/> attempts.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public static Task<ClusterObjective> OpenAsync(
        IGrainFactory grains, string function, IReadOnlyList<Shard> shards, ClusterOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grains);
        ArgumentException.ThrowIfNullOrWhiteSpace(function);
        ArgumentNullException.ThrowIfNull(shards);
        Shard[] all = [.. shards];
        if (all.Length == 0) throw new ArgumentException("shards must hold at least 1 shard, but was empty.", nameof(shards));
        foreach (var shard in all) ArgumentNullException.ThrowIfNull(shard, nameof(shards));
        return OpenCheckedAsync();

        async Task<ClusterObjective> OpenCheckedAsync()
        {
            options ??= new ClusterOptions();
            var shape = await FunctionCaller.DescribeAsync(
                grains.GetGrain<IFunctionGrain>(function), function, options.MaxAttempts, cancellationToken).ConfigureAwait(false);
            if (shape.Fault is { } fault)
            {
                throw new ArgumentException($"function '{function}' must be one that runs: {fault}", nameof(function));
            }
            foreach (var shard in all)
            {
                if (shard.Columns.Count == 0 || shard.Columns.Count == shape.Columns) continue;
                throw new ArgumentException(
                    $"shard '{shard.Name}' must name {shape.Columns} columns, like the function '{function}', but names "
                    + $"{shard.Columns.Count}.",
                    nameof(shards));
            }
            var gate = new Lock();
            var callers = all.Select((shard, i) => new ShardCaller(
                grains.GetGrain<IShardGrain>(ShardKey.Of(i, function, shard)), function, shard, options, gate));
            return new ClusterObjective([.. callers], shape);
        }
    }

    /// <summary>Computes the mean of the loss over all rows of all shards, and its gradient.</summary>
    /// <inheritdoc cref="IAsyncObjective.GradientAsync"/>
    /// <exception cref="ArgumentException">There are not as many numbers as parameters.</exception>
    /// <exception cref="ShardException">A shard is broken, or was lost too often.</exception>
    public ValueTask<double> GradientAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, CancellationToken cancellationToken = default) =>
        GradientAsync(parameters, gradient, batchSize: 0, batch: 0, cancellationToken);

    /// <summary>Computes half the sum of the squares of the residuals of all rows of all shards, Jᵀr and JᵀJ.</summary>
    /// <inheritdoc cref="IAsyncNormalEquations.EvaluateAsync"/>
    /// <exception cref="ArgumentException">There are not as many numbers as parameters, or the matrix is not as large.</exception>
    /// <exception cref="ShardException">A shard is broken, or was lost too often.</exception>
    public async ValueTask<double> EvaluateAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, Memory<double> matrix, CancellationToken cancellationToken = default)
    {
        CheckLength(parameters.Length, ParameterCount, nameof(parameters));
        CheckLength(gradient.Length, ParameterCount, nameof(gradient));
        CheckLength(matrix.Length, (long)ParameterCount * ParameterCount, nameof(matrix));
        var request = new ShardRequest(Wire.Write(parameters.Span));
        var replies = await AskAsync(_ => (grain, token) => grain.NormalEquationsAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        RowCount = replies.Sum(reply => reply.Rows);
        return ShardSums.NormalEquations(replies, gradient.Span, matrix.Span);
    }

    /// <summary>
    /// Loads the shards and returns the losses of the batches of an epoch, for <see cref="Trainer.TrainAsync"/>. Batch b holds rows
    /// b · size to (b + 1) · size of each shard that has them.
    /// </summary>
    /// <param name="rowsPerShard">The number of rows that each shard gives to a batch, at least 1.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>As many batches as the largest shard needs.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rowsPerShard"/> is less than 1.</exception>
    /// <exception cref="ShardException">A shard is broken, or was lost too often.</exception>
    public async Task<IReadOnlyList<IAsyncObjective>> BatchesAsync(int rowsPerShard, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerShard, 1);
        var replies = await AskAsync(shard => shard.LoadAsync, cancellationToken).ConfigureAwait(false);
        RowCount = replies.Sum(reply => reply.Rows);
        long most = replies.Max(reply => reply.Rows);
        var batches = new IAsyncObjective[(most + rowsPerShard - 1) / rowsPerShard];
        for (int i = 0; i < batches.Length; i++) batches[i] = new BatchObjective(this, rowsPerShard, i);
        return batches;
    }

    /// <summary>Tells the shards to forget their rows, and waits 2 s at most. Shards that do not answer are left to Orleans.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_shards.Select(shard => shard.ReleaseAsync())).ConfigureAwait(false);

    internal async ValueTask<double> GradientAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, int batchSize, int batch, CancellationToken cancellationToken)
    {
        CheckLength(parameters.Length, ParameterCount, nameof(parameters));
        CheckLength(gradient.Length, ParameterCount, nameof(gradient));
        if (_shape.Outputs != 1)
        {
            throw new InvalidOperationException(
                $"A mean needs a function with one output, but this one has {_shape.Outputs}: use Minimize.GaussNewtonAsync.");
        }
        var request = new ShardRequest(Wire.Write(parameters.Span), batchSize, batch);
        var replies = await AskAsync(_ => (grain, token) => grain.GradientAsync(request, token), cancellationToken).ConfigureAwait(false);
        if (batchSize == 0) RowCount = replies.Sum(reply => reply.Rows);
        return ShardSums.Mean(replies, gradient.Span);
    }

    /// <summary>Asks all shards at once. The first to fail stops the others.</summary>
    private async Task<ShardReply[]> AskAsync(
        Func<ShardCaller, Func<IShardGrain, CancellationToken, Task<ShardReply>>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var times = new StepTimes(_shards.Length);
        var calls = Array.ConvertAll(_shards, shard => AskOneAsync(shard));
        try
        {
            return await Task.WhenAll(calls).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }

        async Task<ShardReply> AskOneAsync(ShardCaller shard)
        {
            try
            {
                return await shard.RunAsync(ask(shard), times, stop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    private static void CheckLength(int length, long expected, string name)
    {
        if (length == expected) return;
        throw new ArgumentException($"{name} must have {expected} numbers, but has {length}.", name);
    }
}
