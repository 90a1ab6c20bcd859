using MicrogradSharp.Optim;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>The results do not depend on where and when shards are computed, and a silo that dies changes nothing.</summary>
public sealed class EqualBitsTests
{
    private static readonly double[] s_point = [0.3, -0.2, 0.1];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_two_and_three_silos_give_the_same_bits_as_the_sum_by_hand()
    {
        double[] expected = new double[3];
        double mean = SumByHand(s_point, expected);
        var results = new List<MinimizeResult>();
        for (int silos = 1; silos <= 3; silos++)
        {
            await using var cluster = await TestSilos.StartAsync(silos);
            await using var objective = await ClusterObjective.OpenAsync(cluster.Grains, "logistic", Rows.Shards, cancellationToken: Token);
            double[] gradient = new double[3];
            (await objective.GradientAsync(s_point, gradient, Token)).Should().Be(mean);
            gradient.Should().Equal(expected);
            objective.RowCount.Should().Be(3555);
            results.Add(await Minimize.LbfgsAsync(objective, new double[3]));
            cluster.Loads.Select(load => load.Silo).Distinct().Should().HaveCount(silos, "the shards are spread over all silos");
            cluster.Loads.Should().HaveCount(6, "a shard loads once");
            cluster.Loads.GroupBy(load => load.Silo).Should().OnlyContain(group => group.Count() == 6 / silos);
        }
        results[0].Converged.Should().BeTrue(results[0].Message);
        foreach (var result in results)
        {
            result.Minimizer.Should().Equal(results[0].Minimizer);
            (result.Value, result.Iterations, result.Evaluations)
                .Should().Be((results[0].Value, results[0].Iterations, results[0].Evaluations));
        }
    }

    [Fact]
    public async Task A_silo_that_is_killed_in_the_middle_of_a_step_does_not_change_the_result()
    {
        double[] expected = new double[3];
        double mean = SumByHand(s_point, expected);
        await using var cluster = await TestSilos.StartAsync(3);
        var retries = new List<ShardRetry>();
        var options = new ClusterOptions { CheckEvery = TimeSpan.FromSeconds(0.5), OnRetry = retries.Add };
        await using var objective = await ClusterObjective.OpenAsync(cluster.Grains, "gated", Rows.Shards, options, Token);
        double[] gradient = new double[3];
        (await objective.GradientAsync(s_point, gradient, Token)).Should().Be(mean);

        var inside = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gate = new ManualResetEventSlim();
        cluster.OnRow = silo =>
        {
            if (inside.TrySetResult(silo) || inside.Task.Result == silo) gate.Wait(Token);
        };
        var step = objective.GradientAsync(s_point, gradient, Token);
        string victim = await inside.Task.WaitAsync(Token);
        await cluster.KillAsync(victim);
        step.IsCompleted.Should().BeFalse("the silo was in the middle of it");
        gate.Set();
        cluster.OnRow = null;

        (await step).Should().Be(mean);
        gradient.Should().Equal(expected);
        retries.Should().NotBeEmpty();
        var lost = cluster.Loads.Take(6).Where(load => load.Silo == victim).Select(load => load.Shard);
        cluster.Loads.Skip(6).Select(load => load.Shard).Should().Contain(lost, "its shards load again on another silo");
        cluster.Loads.Skip(6).Should().NotContain(load => load.Silo == victim);
    }

    /// <summary>The mean over all rows, added in the order of the shards.</summary>
    private static double SumByHand(double[] point, double[] gradient)
    {
        double sum = 0;
        foreach (var shard in Rows.Shards)
        {
            double[] part = new double[3];
            double mean = Rows.Local(Rows.Of(shard.First, shard.Count)).Gradient(point, part, 0, (int)shard.Count);
            double share = shard.Count / 3555.0;
            sum += share * mean;
            for (int i = 0; i < 3; i++) gradient[i] += share * part[i];
        }
        return sum;
    }
}
