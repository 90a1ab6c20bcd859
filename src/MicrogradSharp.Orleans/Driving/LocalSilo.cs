using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace MicrogradSharp.Orleans.Driving;

/// <summary>Starts and stops a silo on the loopback address.</summary>
internal static class LocalSilo
{
    private const string Name = "microgradsharp";

    public static async Task<IHost> StartAsync(
        IPEndPoint primary, int port, Action<ISiloBuilder> configure, CancellationToken cancellationToken)
    {
        var host = new HostBuilder()
            .UseOrleans(silo =>
            {
                silo.UseLocalhostClustering(port, gatewayPort: 0, primary, serviceId: Name, clusterId: Name);
                // on one machine, a silo that does not answer for a few seconds is dead
                silo.Services.Configure<ClusterMembershipOptions>(membership =>
                {
                    membership.ProbeTimeout = TimeSpan.FromSeconds(2);
                    membership.NumMissedProbesLimit = 3;
                    membership.NumVotesForDeathDeclaration = 1;
                    membership.EnableIndirectProbes = false;        // two that die at once would be asked about each other, for ever
                });
                configure(silo);
            })
            .Build();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <param name="host">The host of the silo.</param>
    /// <param name="isCrash">Whether the other silos are not told.</param>
    public static async Task StopAsync(IHost host, bool isCrash)
    {
        try
        {
            await host.StopAsync(new CancellationToken(canceled: isCrash)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (isCrash)
        {
            // stopped at once
        }
        finally
        {
            await DisposeAsync(host).ConfigureAwait(false);
        }
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync().ConfigureAwait(false);
        else host.Dispose();
    }
}
