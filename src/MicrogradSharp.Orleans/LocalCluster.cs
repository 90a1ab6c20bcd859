using System.Net;
using System.Net.Sockets;
using MicrogradSharp.Orleans.Driving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MicrogradSharp.Orleans;

/// <summary>
/// Silos in this process that form a cluster on the loopback address: to develop, to test, and to use the processors of one machine. Other
/// processes of the machine can join.
/// </summary>
/// <remarks>
/// The first silo keeps the list of members in memory, so the cluster ends with it. For several machines, configure Orleans' own
/// clustering, and call <see cref="SiloBuilderExtensions.AddMicrogradSharp"/> on each silo.
/// </remarks>
/// <example><code>
/// await using var cluster = await LocalCluster.StartAsync(silos: 3, functions => functions
///     .Add("line", columns: 2, parameters: 2, (p, row) => (p[0] * row[0] + p[1] - row[1]).Pow(2)));
/// await using var objective = await ClusterObjective.OpenAsync(cluster.Grains, "line", [Shard.Csv("part-0.csv")]);
/// </code></example>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly List<IHost?> _silos = [];

    private LocalCluster(IPEndPoint primary) => Primary = primary;

    /// <summary>The address of the first silo, which other processes join.</summary>
    public IPEndPoint Primary { get; }

    /// <summary>Gives access to the cluster, for <see cref="ClusterObjective.OpenAsync"/>.</summary>
    /// <exception cref="ObjectDisposedException">The cluster has been stopped.</exception>
    public IGrainFactory Grains => _silos is [{ } first, ..]
        ? first.Services.GetRequiredService<IGrainFactory>()
        : throw new ObjectDisposedException(nameof(LocalCluster));

    /// <summary>Starts silos in this process.</summary>
    /// <param name="silos">The number of silos, at least 1.</param>
    /// <param name="configure">Adds the functions and sources of each silo.</param>
    /// <param name="configureSilo">Configures each silo further, such as its call filters; default null, nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="silos"/> is less than 1.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public static async Task<LocalCluster> StartAsync(
        int silos, Action<ShardFunctions> configure, Action<ISiloBuilder>? configureSilo = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silos, 1);
        ArgumentNullException.ThrowIfNull(configure);
        var cluster = new LocalCluster(new IPEndPoint(IPAddress.Loopback, FreePort()));
        return await cluster.AddAsync(silos, cluster.Primary.Port, Both(configure, configureSilo), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts a silo in this process that joins the cluster of another.</summary>
    /// <param name="primary">The <see cref="Primary"/> of that cluster.</param>
    /// <param name="configure">Adds the functions and sources, the same as there.</param>
    /// <param name="configureSilo">Configures the silo further; default null, nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static async Task<LocalCluster> JoinAsync(
        IPEndPoint primary, Action<ShardFunctions> configure, Action<ISiloBuilder>? configureSilo = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(configure);
        var cluster = new LocalCluster(primary);
        return await cluster.AddAsync(1, FreePort(), Both(configure, configureSilo), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a number of silos are members of the cluster, those of other processes included.</summary>
    /// <param name="silos">The number of silos.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task WaitForAsync(int silos, CancellationToken cancellationToken = default)
    {
        var management = Grains.GetGrain<IManagementGrain>(0);
        while ((await management.GetHosts(onlyActive: true, cancellationToken).ConfigureAwait(false)).Count < silos)
        {
            await Task.Delay(100, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a silo without a farewell, as a crash does. Its shards load again on the others.</summary>
    /// <param name="silo">The silo, from 1: the cluster would end with silo 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such silo, or it is the first.</exception>
    public async Task KillAsync(int silo)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silo, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(silo, _silos.Count);
        if (_silos[silo] is not { } host) return;
        _silos[silo] = null;
        await LocalSilo.StopAsync(host, isCrash: true).ConfigureAwait(false);
    }

    /// <summary>Stops the silos, the first one last.</summary>
    public async ValueTask DisposeAsync()
    {
        IHost?[] silos = [.. _silos];
        _silos.Clear();
        try
        {
            var others = silos.Skip(1).OfType<IHost>().Select(host => LocalSilo.StopAsync(host, isCrash: false));
            await Task.WhenAll(others).ConfigureAwait(false);
        }
        finally
        {
            if (silos is [{ } first, ..]) await LocalSilo.StopAsync(first, isCrash: false).ConfigureAwait(false);
        }
    }

    private async Task<LocalCluster> AddAsync(
        int silos, int firstPort, Action<ISiloBuilder> configure, CancellationToken cancellationToken)
    {
        try
        {
            _silos.Add(await LocalSilo.StartAsync(Primary, firstPort, configure, cancellationToken).ConfigureAwait(false));
            for (int i = 1; i < silos; i++)
            {
                _silos.Add(await LocalSilo.StartAsync(Primary, FreePort(), configure, cancellationToken).ConfigureAwait(false));
            }
            return this;
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Action<ISiloBuilder> Both(Action<ShardFunctions> configure, Action<ISiloBuilder>? configureSilo) => silo =>
    {
        silo.AddMicrogradSharp(configure);
        configureSilo?.Invoke(silo);
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
