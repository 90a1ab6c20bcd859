using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Configuration;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>Silos on the loopback address, without the testing host.</summary>
public sealed class LocalClusterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_of_one_process_and_of_another_form_a_cluster()
    {
        await using var cluster = await LocalCluster.StartAsync(1, Configure, cancellationToken: Token);
        await using var joined = await LocalCluster.JoinAsync(cluster.Primary, Configure, cancellationToken: Token);
        await cluster.WaitForAsync(2, Token);
        await using var objective = await ClusterObjective.OpenAsync(cluster.Grains, "line", Shards(4), cancellationToken: Token);
        double[] gradient = new double[2];
        double mean = await objective.GradientAsync(new double[2], gradient, Token);
        mean.Should().BeApproximately(Enumerable.Range(0, 40).Average(i => (2.0 * i + 1) * (2 * i + 1)), 1e-9);
        (await cluster.Grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount(Token)).Should().BeGreaterThan(3);

        Func<Task> first = () => cluster.KillAsync(0);
        await first.Should().ThrowAsync<ArgumentOutOfRangeException>("the cluster would end with it");
        Func<Task> missing = () => cluster.KillAsync(1);
        await missing.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task A_killed_silo_leaves_its_shards_to_the_others()
    {
        await using var cluster = await LocalCluster.StartAsync(2, Configure, cancellationToken: Token);
        await using var objective = await ClusterObjective.OpenAsync(
            cluster.Grains, "line", Shards(4), new ClusterOptions { CheckEvery = TimeSpan.FromSeconds(0.5) }, Token);
        double[] before = new double[2], after = new double[2];
        await objective.GradientAsync(new double[] { 1, 1 }, before, Token);
        await cluster.KillAsync(1);
        await objective.GradientAsync(new double[] { 1, 1 }, after, Token);
        after.Should().Equal(before);
    }

    [Fact]
    public async Task Silos_that_die_at_once_are_not_asked_about_each_other()
    {
        var membership = new ClusterMembershipOptions();
        await using var cluster = await LocalCluster.StartAsync(
            1, Configure, silo => silo.Services.PostConfigure<ClusterMembershipOptions>(options => membership = options), Token);
        membership.NumVotesForDeathDeclaration.Should().Be(1);
        membership.EnableIndirectProbes.Should().BeFalse();
    }

    [Fact]
    public async Task A_silo_that_does_not_start_is_disposed()
    {
        var broken = new BrokenService();
        Func<Task> start = () => LocalCluster.StartAsync(
            1, Configure, silo => silo.Services.AddSingleton<IHostedService>(_ => broken), Token);
        await start.Should().ThrowAsync<NotSupportedException>().WithMessage("this service does not start");
        broken.IsDisposed.Should().BeTrue();
    }

    private static void Configure(ShardFunctions functions) => functions
        .Add("line", columns: 2, parameters: 2, (p, row) => (p[0] * row[0] + p[1] - row[1]).Pow(2))
        .AddSource("line", shard =>
        {
            double[] rows = new double[2 * shard.Count];
            for (int i = 0; i < shard.Count; i++) (rows[2 * i], rows[2 * i + 1]) = (shard.First + i, 2 * (shard.First + i) + 1);
            return new ShardRows(rows, 2);
        });

    private static Shard[] Shards(int count) => [.. Enumerable.Range(0, count).Select(i => Shard.FromCode("line", 10 * i, 10))];

    private sealed class BrokenService : IHostedService, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException("this service does not start");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => IsDisposed = true;
    }
}
