using MicrogradSharp.Optim;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>The loss of one batch: some rows of each shard.</summary>
internal sealed class BatchObjective(ClusterObjective cluster, int batchSize, int batch) : IAsyncObjective
{
    public int ParameterCount => cluster.ParameterCount;

    public ValueTask<double> GradientAsync(
        ReadOnlyMemory<double> parameters, Memory<double> gradient, CancellationToken cancellationToken) =>
        cluster.GradientAsync(parameters, gradient, batchSize, batch, cancellationToken);
}
