using MicrogradSharp.Optim;
using MicrogradSharp.Orleans.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>What a driver does with shards: training, fitting, resuming, cancelling, and what it reports.</summary>
[Collection(nameof(ThreeSilos))]
public sealed class ClusterObjectiveTests(ThreeSilos fixture) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        fixture.Silos.OnRow = null;
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task With_one_shard_the_bits_are_those_of_its_tape()
    {
        await using var objective = await OpenAsync("logistic", Shard.FromCode("generated", 0, 700));
        var there = await Minimize.LbfgsAsync(objective, new double[3]);
        var here = await Minimize.LbfgsAsync(Rows.Local(Rows.Of(0, 700)), new double[3]);
        there.Minimizer.Should().Equal(here.Minimizer);
        (there.Value, there.Evaluations).Should().Be((here.Value, here.Evaluations));
    }

    [Fact]
    public async Task A_new_driver_resumes_the_minimisation_with_the_same_bits()
    {
        string path = Path.Combine(_folder, "run.json");
        MinimizeResult whole;
        await using (var objective = await OpenAsync("logistic", Rows.Shards)) whole = await Minimize.LbfgsAsync(objective, new double[3]);
        await using (var objective = await OpenAsync("logistic", Rows.Shards))
        {
            await Minimize.LbfgsAsync(objective, new double[3], new MinimizeOptions { MaxIterations = 3, CheckpointPath = path });
        }
        await using (var objective = await OpenAsync("logistic", Rows.Shards))
        {
            var resumed = await Minimize.LbfgsAsync(
                objective, new double[3], new MinimizeOptions { ResumeFrom = Checkpoint.Load(path) });
            resumed.Minimizer.Should().Equal(whole.Minimizer);
            (resumed.Value, resumed.Iterations, resumed.Evaluations).Should().Be((whole.Value, whole.Iterations, whole.Evaluations));
        }
    }

    [Fact]
    public async Task Training_takes_a_step_for_each_batch_and_resumes_with_the_same_bits()
    {
        string path = Path.Combine(_folder, "run.json");
        await using var objective = await OpenAsync("logistic", Rows.Shards);
        var batches = await objective.BatchesAsync(rowsPerShard: 500, Token);
        batches.Should().HaveCount(3, "the largest shard has 1,200 rows");
        var options = new TrainingOptions { Epochs = 6 };
        var whole = new Adam([0.0, 0.0, 0.0], 0.05);
        var result = await Trainer.TrainAsync(objective, whole, options, batches);
        whole.StepCount.Should().Be(18);
        result.Loss.Should().BeLessThan(0.6);

        var first = new Adam([0.0, 0.0, 0.0], 0.05);
        await Trainer.TrainAsync(objective, first, options with { Epochs = 2, CheckpointPath = path }, batches);
        var second = new Adam([0.0, 0.0, 0.0], 0.05);
        var resumed = await Trainer.TrainAsync(objective, second, options with { ResumeFrom = Checkpoint.Load(path) }, batches);
        resumed.Should().Be(result);

        // batch 2 holds rows 1,000 to 1,199 of shard 4 only
        double[] gradient = new double[3], expected = new double[3];
        double mean = Rows.Local(Rows.Of(2800, 200)).Gradient([1, 2, 3], expected, 0, 200);
        (await batches[2].GradientAsync(new double[] { 1, 2, 3 }, gradient, Token)).Should().Be(mean);
        gradient.Should().Equal(expected);
    }

    [Fact]
    public async Task Gauss_Newton_fits_residuals_over_shards()
    {
        Node a = 1, k = 1;
        var tape = Tape.Record(2, row => a * (-k * row[0]).Exp() - row[1]);
        var one = new RowsObjective(tape, Rows.OfDecay(0, 400), [a, k]);
        var here = await Minimize.GaussNewtonAsync(one, new double[] { 1, 1 });
        await using var whole = await OpenAsync("decay", Shard.FromCode("decays", 0, 400));
        var there = await Minimize.GaussNewtonAsync(whole, new double[] { 1, 1 });
        there.Minimizer.Should().Equal(here.Minimizer);
        there.Value.Should().Be(here.Value);

        await using var parts = await OpenAsync("decay", Shard.FromCode("decays", 0, 150), Shard.FromCode("decays", 150, 250));
        var summed = await Minimize.GaussNewtonAsync(parts, new double[] { 1, 1 });
        summed.Converged.Should().BeTrue(summed.Message);
        parts.RowCount.Should().Be(400);
        for (int i = 0; i < 2; i++) summed.Minimizer[i].Should().BeApproximately(here.Minimizer[i], 1e-9);
    }

    [Fact]
    public async Task A_function_may_have_several_residuals_but_then_it_has_no_mean()
    {
        await using var objective = await OpenAsync("two residuals", Shard.FromCode("decays", 0, 40));
        var result = await Minimize.GaussNewtonAsync(objective, new double[2]);
        result.Minimizer[0].Should().BeApproximately(result.Minimizer[1], 1e-9);
        Func<Task> mean = async () => await objective.GradientAsync(new double[2], new double[2], Token);
        await mean.Should().ThrowAsync<InvalidOperationException>().WithMessage("A mean needs a function with one output, but*has 2*");
    }

    [Fact]
    public async Task Cancellation_stops_a_step_while_its_shards_work()
    {
        using var gate = new ManualResetEventSlim();
        using var source = new CancellationTokenSource();
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new ClusterOptions { CheckEvery = TimeSpan.FromMinutes(5) };      // not even the next check is waited for
        await using var objective = await ClusterObjective.OpenAsync(fixture.Silos.Grains, "gated", Rows.Shards, options, Token);
        fixture.Silos.OnRow = _ =>
        {
            inside.TrySetResult();
            gate.Wait(Token);
        };
        double[] gradient = [7, 7, 7];
        var step = objective.GradientAsync(new double[3], gradient, source.Token).AsTask();
        await inside.Task.WaitAsync(Token);
        await source.CancelAsync();
        Func<Task> waiting = () => step.WaitAsync(TimeSpan.FromSeconds(10), Token);
        try
        {
            await waiting.Should().ThrowAsync<OperationCanceledException>();
            gradient.Should().Equal(7, 7, 7);
        }
        finally
        {
            fixture.Silos.OnRow = null;
            gate.Set();
        }
        await objective.GradientAsync(new double[3], gradient, Token);
        gradient.Should().NotContain(7, "the shards go on");
        Func<Task> cancelled = async () => await objective.GradientAsync(new double[3], gradient, source.Token);
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_straggler_is_reported_with_its_name_and_silo()
    {
        using var gate = new ManualResetEventSlim();
        var reported = new TaskCompletionSource<Straggler>(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new ClusterOptions { CheckEvery = TimeSpan.FromSeconds(3), OnStraggler = report => reported.TrySetResult(report) };
        await using var objective = await ClusterObjective.OpenAsync(fixture.Silos.Grains, "gated", Rows.Shards, options, Token);
        await objective.GradientAsync(new double[3], new double[3], Token);
        int entered = 0;
        fixture.Silos.OnRow = _ =>
        {
            if (Interlocked.Increment(ref entered) == 1) gate.Wait(Token);
        };
        var step = objective.GradientAsync(new double[3], new double[3], Token);
        Straggler straggler;
        try
        {
            straggler = await reported.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);
        }
        finally
        {
            gate.Set();
        }
        await step;
        Rows.Shards.Select(shard => shard.Name).Should().Contain(straggler.Shard);
        straggler.Silo.Should().StartWith("S127.0.0.1:");
        straggler.Elapsed.Should().BeGreaterThan(3 * straggler.Median);
        straggler.ToString().Should().MatchRegex(@"^shard 'generated, rows \d+ to \d+' on S.* takes \d+\.\d s, the others \d+\.\d s$");
    }

    [Fact]
    public async Task What_a_listener_throws_ends_the_step_of_all_shards()
    {
        using var gate = new ManualResetEventSlim();
        int entered = 0, reports = 0;
        var options = new ClusterOptions
        {
            CheckEvery = TimeSpan.FromSeconds(0.5),
            OnStraggler = _ =>
            {
                if (Interlocked.Increment(ref reports) == 1) throw new InvalidOperationException("the listener");
            },
        };
        await using var objective = await ClusterObjective.OpenAsync(fixture.Silos.Grains, "gated", Rows.Shards, options, Token);
        fixture.Silos.OnRow = _ =>
        {
            if (Interlocked.Increment(ref entered) <= 2) gate.Wait(Token);      // two shards, and only one is reported with an exception
        };
        Func<Task> step = () =>
            objective.GradientAsync(new double[3], new double[3], Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);
        try
        {
            await step.Should().ThrowAsync<InvalidOperationException>().WithMessage("the listener");
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task A_shard_that_forgot_its_rows_loads_them_again()
    {
        var shard = Shard.FromCode("generated", 5000, 10);
        await using var objective = await OpenAsync("logistic", shard);
        double[] before = new double[3], after = new double[3];
        await objective.GradientAsync(new double[3], before, Token);
        await using (await OpenAsync("logistic", shard))
        {
            // another driver of the same shard releases it
        }
        await objective.GradientAsync(new double[3], after, Token);
        after.Should().Equal(before);
        fixture.Silos.Loads.Count(load => load.Shard == shard.Name).Should().Be(2);
    }

    [Fact]
    public async Task A_shard_that_loads_other_rows_ends_the_run()
    {
        var shard = Shard.FromCode("counted", 0, 1);
        await using (var first = await OpenAsync("logistic", Shard.FromCode("generated", 9000, 1)))
        {
            await first.GradientAsync(new double[3], new double[3], Token);     // the source counts loads
        }
        await using var objective = await OpenAsync("logistic", shard);
        await objective.GradientAsync(new double[3], new double[3], Token);
        await using (var other = await OpenAsync("logistic", shard, Shard.FromCode("generated", 9001, 1)))
        {
            await other.GradientAsync(new double[3], new double[3], Token);
        }
        double[] gradient = [7, 7, 7];
        Func<Task> step = async () => await objective.GradientAsync(new double[3], gradient, Token);
        await step.Should().ThrowAsync<ShardException>().WithMessage($"shard '{shard.Name}': it must load the same rows each time, but*");
        gradient.Should().Equal(7, 7, 7);
    }

    [Fact]
    public void Nothing_but_parameters_and_gradients_is_on_the_wire()
    {
        const int Parameters = 10_000;
        var serializer = fixture.Silos.Services.GetRequiredService<Serializer>();
        double[] numbers = [.. Enumerable.Range(0, Parameters).Select(i => 1 / (i + 1.0))];
        var request = new ShardRequest(Wire.Write(numbers), 1000, 7);
        var reply = new ShardReply(ShardOutcome.Done, 1_000_000, 0.25, Wire.Write(numbers));
        serializer.SerializeToArray(request).Length.Should().BeInRange(8 * Parameters, 8 * Parameters + 64);
        serializer.SerializeToArray(reply).Length.Should().BeInRange(8 * Parameters, 8 * Parameters + 64);
        var read = serializer.Deserialize<ShardReply>(serializer.SerializeToArray(reply));
        Wire.Read(read.Numbers!).ToArray().Should().Equal(numbers);
        typeof(IShardGrain).GetMethods().Where(method => method.Name is "GradientAsync" or "NormalEquationsAsync")
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType).Distinct()
            .Should().Equal(typeof(ShardRequest), typeof(CancellationToken));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_before_a_step()
    {
        var shard = Shard.FromCode("generated", 0, 10);
        await Refuses("nothing", [shard], "function 'nothing' must be one that runs: the silo must know the function 'nothing', but*");
        await Refuses("broken", [shard], "function 'broken' must be one that runs: this function does not record*");
        await Refuses("empty", [shard], "function 'empty' must be one that runs: it must create a function, but returned null.*");
        await Refuses("logistic", [], "shards must hold at least 1 shard, but was empty.*");
        await Refuses(
            "logistic", [shard, Shard.Csv("a.csv", ["x", "y"])],
            "shard 'a.csv' must name 3 columns, like the function 'logistic', but names 2.*");
        await using var objective = await OpenAsync("logistic", shard);
        objective.ParameterCount.Should().Be(3);
        Action start = () => Minimize.LbfgsAsync(objective, new double[2]);
        start.Should().Throw<ArgumentException>().WithMessage("start must have 3 numbers, like the objective, but has 2.*");
        Func<Task> step = async () => await objective.GradientAsync(new double[2], new double[3], Token);
        await step.Should().ThrowAsync<ArgumentException>().WithMessage("parameters must have 3 numbers, but has 2.*");
        Func<Task> matrix = async () => await objective.EvaluateAsync(new double[3], new double[3], new double[3], Token);
        await matrix.Should().ThrowAsync<ArgumentException>().WithMessage("matrix must have 9 numbers, but has 3.*");

        async Task Refuses(string function, Shard[] shards, string message)
        {
            Func<Task> open = () => OpenAsync(function, shards);
            await open.Should().ThrowAsync<ArgumentException>().WithMessage(message);
        }
    }

    private Task<ClusterObjective> OpenAsync(string function, params Shard[] shards) =>
        ClusterObjective.OpenAsync(fixture.Silos.Grains, function, shards, cancellationToken: Token);
}
