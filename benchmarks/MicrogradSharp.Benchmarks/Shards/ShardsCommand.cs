using System.Globalization;
using Cluster;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Optim;
using MicrogradSharp.Orleans;
using Orleans;
using Orleans.Hosting;

namespace MicrogradSharp.Benchmarks.Shards;

/// <summary>
/// Measures a step on a cluster in this process: against the same rows on a local tape, and with 1 to 64 shards behind a simulated network.
/// </summary>
internal static class ShardsCommand
{
    private const int Rows = 1_000_000, SmallRows = 1000, Silos = 3, Races = 8;

    private static readonly int[] s_shards = [1, 2, 4, 8, 16, 32, 64];
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(5);

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        MeasureOverhead().GetAwaiter().GetResult();
        MeasureShards().GetAwaiter().GetResult();
    }

    private static async Task MeasureOverhead()
    {
        await using var cluster = await LocalCluster.StartAsync(1, LogisticRows.Configure);
        await using var objective = await ClusterObjective.OpenAsync(cluster.Grains, LogisticRows.Function, Split(Rows, 1));
        var here = Contender.Of("local tape", Step(Local()));
        var there = Contender.Of("one shard on a silo", Step(objective));
        for (int i = 0; i < Races; i++) Contender.Race(here, there);        // a step is one of a few in a round: more rounds find the best
        Print($"a step over {Rows:N0} rows of {LogisticRows.Columns} columns, best of {Races * Contender.Rounds} rounds");
        foreach (var contender in new[] { here, there })
        {
            Print($"{contender.Name,-20}{contender.Milliseconds,10:F3} ms{contender.RatioTo(here),10:F3} x");
        }
    }

    private static async Task MeasureShards()
    {
        await using var near = await LocalCluster.StartAsync(Silos, LogisticRows.Configure);
        await using var far = await LocalCluster.StartAsync(Silos, LogisticRows.Configure, silo => silo.AddIncomingGrainCallFilter(Delay));
        var contenders = new List<(int Shards, Contender Near, Contender Far)>();
        foreach (int shards in s_shards)
        {
            contenders.Add((shards, await OfAsync(near, shards), await OfAsync(far, shards)));
        }
        Contender.Race([.. contenders.SelectMany(row => new[] { row.Near, row.Far })]);
        Print($"a step over shards of {SmallRows:N0} rows on {Silos} silos in this process, best of {Contender.Rounds} rounds, in ms");
        Print($"{"shards",-10}{"no latency",14}{$"{s_latency.TotalMilliseconds:F0} ms each way",20}");
        foreach (var (shards, nearby, distant) in contenders) Print($"{shards,-10}{nearby.Milliseconds,14:F3}{distant.Milliseconds,20:F3}");
    }

    private static async Task<Contender> OfAsync(LocalCluster cluster, int shards)
    {
        var objective = await ClusterObjective.OpenAsync(cluster.Grains, LogisticRows.Function, Split(shards * SmallRows, shards));
        return Contender.Of($"{shards} shards", Step(objective));
    }

    /// <summary>A network between the driver and the shards.</summary>
    private static async Task Delay(IIncomingGrainCallContext context)
    {
        bool isShard = context.InterfaceName.Contains("IShardGrain", StringComparison.Ordinal);
        if (isShard) await Task.Delay(s_latency);
        await context.Invoke();
        if (isShard) await Task.Delay(s_latency);
    }

    private static Action Step(IAsyncObjective objective)
    {
        double[] point = [.. Enumerable.Range(1, LogisticRows.Parameters).Select(i => 0.1 * i)];
        double[] gradient = new double[point.Length];
        return () => objective.GradientAsync(point, gradient, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private static RowsObjective Local()
    {
        var parameters = new Node[LogisticRows.Parameters];
        for (int i = 0; i < parameters.Length; i++) parameters[i] = new Node(0);
        var tape = Tape.Record(LogisticRows.Columns, row => LogisticRows.Loss(parameters, row));
        return new RowsObjective(tape, LogisticRows.Generate(0, Rows), parameters);
    }

    private static Shard[] Split(int rows, int shards) =>
        [.. Enumerable.Range(0, shards).Select(i => Shard.FromCode(LogisticRows.Source, rows / shards * i, rows / shards))];

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
