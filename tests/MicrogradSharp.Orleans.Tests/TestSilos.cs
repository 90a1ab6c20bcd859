using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>Several silos in one process, with the functions and sources of the tests.</summary>
public sealed class TestSilos : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestSilos(int silos)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.UseRealEnvironmentStatistics = true;
        builder.ConfigureSilo((options, silo) =>
        {
            silo.AddMicrogradSharp(functions => Configure(functions, options.SiloName));
            silo.Services.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 3;
                membership.NumVotesForDeathDeclaration = 1;
            });
        });
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    public IServiceProvider Services => _cluster.Client.ServiceProvider;

    /// <summary>The shards that were loaded, each with the name of its silo.</summary>
    internal ConcurrentQueue<(string Silo, string Shard)> Loads { get; } = [];

    /// <summary>Called with the name of the silo for each row of the function "gated"; may block.</summary>
    public Action<string>? OnRow { get; set; }

    public static async Task<TestSilos> StartAsync(int silos)
    {
        var started = new TestSilos(silos);
        await started._cluster.DeployAsync();
        return started;
    }

    public Task KillAsync(string silo) => _cluster.KillSiloAsync(_cluster.Silos.Single(handle => handle.Name == silo));

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    private void Configure(ShardFunctions functions, string silo) => functions
        .Add("logistic", Rows.Columns, parameters: 3, Rows.Loss)
        .Add("gated", Rows.Columns, parameters: 3, (p, row) =>
            Rows.Loss(p, row) + 0 * Node.From(new Gate(() => OnRow?.Invoke(silo)), row[0]))
        .Add("decay", columns: 2, parameters: 2, (p, row) => p[0] * (-p[1] * row[0]).Exp() - row[1])
        .Add("two residuals", () =>
        {
            Node a = 0, b = 0;
            return new ShardFunction(Tape.Record(2, row => [a * row[0] - row[1], 0.1 * (b - a)]), [a, b]);
        })
        .Add("empty", () => null!)
        .Add("broken", () => throw new NotSupportedException("this function does not record"))
        .AddSource("generated", shard =>
        {
            Loads.Enqueue((silo, shard.Name));
            return new ShardRows(Rows.Of(shard.First, shard.Count), Rows.Columns);
        })
        .AddSource("decays", shard => new ShardRows(Rows.OfDecay(shard.First, shard.Count), 2))
        .AddSource("counted", _ => new ShardRows(Rows.Of(0, Loads.Count), Rows.Columns))
        .AddSource("nothing", _ => null!)
        .AddSource("late", _ => throw new TaskCanceledException("the source took too long"))
        .AddSource("faulty", _ => throw new InvalidDataException("the source is faulty"));
}
