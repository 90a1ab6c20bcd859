using System.Runtime.CompilerServices;
using MicrogradSharp.Orleans.Driving;
using MicrogradSharp.Orleans.Grains;
using Orleans.Runtime;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>How often a shard is asked, against a grain that fails on purpose.</summary>
public sealed class ShardCallerTests
{
    private readonly List<ShardRetry> _retries = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_never_answers_ends_the_run_after_the_attempts()
    {
        var grain = new FakeShard { Gradient = _ => throw new TimeoutException("no silo") };
        Func<Task> run = () => RunAsync(grain, attempts: 3);
        var thrown = await run.Should().ThrowAsync<ShardException>();
        thrown.WithMessage("shard 'a': no answer after 3 attempts: no silo").WithInnerException<TimeoutException>();
        _retries.Should().Equal(new ShardRetry("a", 1, "no silo"), new ShardRetry("a", 2, "no silo"));
        grain.Calls.Should().Be(3);
    }

    [Fact]
    public async Task A_call_that_the_shard_does_not_know_of_is_asked_again()
    {
        var never = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard { Gradient = call => call == 1 ? never.Task : Task.FromResult(new ShardReply(ShardOutcome.Done, 5)) };
        (await RunAsync(grain, attempts: 3)).Rows.Should().Be(5);
        _retries.Should().ContainSingle().Which.ToString()
            .Should().Be("shard 'a' is asked again after attempt 1: the shard on S1 does not know of the call");
        grain.Statuses.Should().Be(2, "once is not enough: the answer may be on its way");
    }

    [Fact]
    public async Task A_shard_that_is_busy_or_does_not_answer_is_waited_for()
    {
        var slow = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard { Gradient = _ => slow.Task };
        grain.Status = call =>
        {
            if (call == 5) slow.SetResult(new ShardReply(ShardOutcome.Done, 5));
            return call % 2 == 0 ? throw new TimeoutException() : Task.FromResult(new ShardStatus(true, "S1"));
        };
        (await RunAsync(grain, attempts: 1)).Rows.Should().Be(5);
        _retries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_shard_that_stays_silent_is_asked_again()
    {
        var never = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard { Gradient = _ => never.Task, Status = _ => throw new TimeoutException() };
        Func<Task> run = () => RunAsync(grain, attempts: 2).WaitAsync(TimeSpan.FromSeconds(30), Token);
        await run.Should().ThrowAsync<ShardException>()
            .WithMessage("shard 'a': no answer after 2 attempts: its silo does not answer");
        _retries.Should().Equal(new ShardRetry("a", 1, "its silo does not answer"));
        grain.Statuses.Should().Be(30, "silence may have an end");
    }

    [Fact]
    public async Task Rows_that_differ_from_those_of_before_end_the_run()
    {
        var grain = new FakeShard { Gradient = call => Task.FromResult(new ShardReply(ShardOutcome.Done, 5, RowsHash: call)) };
        var caller = new ShardCaller(grain, "f", new Shard("code", "a"), new ClusterOptions { OnRetry = _retries.Add }, new Lock());
        Task<ShardReply> Run() => caller.RunAsync(
            (shard, stop) => shard.GradientAsync(new ShardRequest([]), stop), new StepTimes(1), Token);
        await Run();
        Func<Task> again = Run;
        await again.Should().ThrowAsync<ShardException>()
            .WithMessage("shard 'a': it must load the same rows each time, but has loaded others.");
        _retries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_a_silo_rejects_is_told_in_a_few_words()
    {
        // its constructors are internal
        var rejection = (Exception)RuntimeHelpers.GetUninitializedObject(typeof(OrleansMessageRejectionException));
        var grain = new FakeShard
        {
            Gradient = call => call == 1 ? throw rejection : Task.FromResult(new ShardReply(ShardOutcome.Done)),
        };
        await RunAsync(grain, attempts: 2);
        _retries.Should().Equal(new ShardRetry("a", 1, "its silo takes no calls"));
    }

    [Fact]
    public async Task No_shard_is_a_straggler_if_the_factor_is_the_largest_number()
    {
        var slow = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard { Gradient = _ => slow.Task };
        grain.Status = call =>
        {
            if (call == 4) slow.SetResult(new ShardReply(ShardOutcome.Done, 5));
            return Task.FromResult(new ShardStatus(true, "S1"));
        };
        var stragglers = new List<Straggler>();
        (await RunAsync(grain, attempts: 1, Token, stragglers.Add, factor: double.MaxValue)).Rows.Should().Be(5);
        stragglers.Should().BeEmpty();
    }

    [Fact]
    public async Task A_new_grain_is_told_what_to_load_and_one_that_loses_it_again_and_again_fails()
    {
        var grain = new FakeShard
        {
            Gradient = call => Task.FromResult(new ShardReply(call == 1 ? ShardOutcome.NotLoaded : ShardOutcome.Done)),
        };
        await RunAsync(grain, attempts: 1);
        grain.Loads.Should().Be(1);

        grain = new FakeShard { Gradient = _ => Task.FromResult(new ShardReply(ShardOutcome.NotLoaded)) };
        Func<Task> run = () => RunAsync(grain, attempts: 2);
        await run.Should().ThrowAsync<ShardException>().WithMessage("shard 'a': no answer after 2 attempts: its silo lost the rows again");
        grain.Loads.Should().Be(2);
    }

    [Fact]
    public async Task A_shard_is_a_straggler_once_a_step()
    {
        var first = new TaskCompletionSource<ShardReply>();
        var second = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard { Gradient = call => call == 1 ? first.Task : second.Task };
        grain.Status = call =>
        {
            if (call == 3) first.SetResult(new ShardReply(ShardOutcome.NotLoaded));
            if (call == 6) second.SetResult(new ShardReply(ShardOutcome.Done, 5));
            return Task.FromResult(new ShardStatus(true, "S1"));
        };
        var stragglers = new List<Straggler>();
        (await RunAsync(grain, attempts: 1, Token, stragglers.Add)).Rows.Should().Be(5);
        stragglers.Should().ContainSingle().Which.Silo.Should().Be("S1");
    }

    [Fact]
    public async Task What_a_listener_throws_ends_the_run()
    {
        var never = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard
        {
            Gradient = _ => never.Task,
            Status = _ => Task.FromResult(new ShardStatus(true, "S1")),
        };
        Func<Task> run = () => RunAsync(grain, attempts: 3, Token, _ => throw new TimeoutException("the listener"));
        await run.Should().ThrowAsync<TimeoutException>().WithMessage("the listener");
        grain.CallToken.IsCancellationRequested.Should().BeTrue();
        _retries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_fault_after_a_cancellation_is_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        var never = new TaskCompletionSource<ShardReply>();
        var grain = new FakeShard
        {
            Gradient = _ => never.Task,
            Status = _ =>
            {
                source.Cancel();
                throw new TimeoutException();
            },
        };
        Func<Task> run = () => RunAsync(grain, attempts: 3, source.Token);
        await run.Should().ThrowAsync<OperationCanceledException>();
        grain.CallToken.IsCancellationRequested.Should().BeTrue();
        _retries.Should().BeEmpty();
    }

    [Fact]
    public async Task A_driver_that_ends_does_not_wait_for_the_next_check_of_a_busy_shard()
    {
        var grain = new FakeShard { Gradient = _ => throw new NotSupportedException(), Released = new TaskCompletionSource().Task };
        var options = new ClusterOptions { CheckEvery = TimeSpan.FromHours(1) };
        var caller = new ShardCaller(grain, "f", new Shard("code", "a"), options, new Lock());
        Func<Task> release = () => caller.ReleaseAsync().WaitAsync(TimeSpan.FromSeconds(20), Token);
        await release.Should().NotThrowAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.99)]
    [InlineData(24 * 3600 * 1000 + 1)]
    public void Checks_come_every_millisecond_to_every_day(double milliseconds)
    {
        Action create = () => _ = new ClusterOptions { CheckEvery = TimeSpan.FromMilliseconds(milliseconds) };
        create.Should().Throw<ArgumentOutOfRangeException>().WithMessage("CheckEvery must be from 1 ms to 1 day, but was *");
    }

    private Task<ShardReply> RunAsync(FakeShard grain, int attempts) => RunAsync(grain, attempts, Token);

    /// <summary>Asks the shard, in a step whose other shard is done at once.</summary>
    private Task<ShardReply> RunAsync(
        FakeShard grain, int attempts, CancellationToken token, Action<Straggler>? onStraggler = null, double factor = 3)
    {
        var options = new ClusterOptions
        {
            MaxAttempts = attempts,
            CheckEvery = TimeSpan.FromMilliseconds(20),
            StragglerFactor = factor,
            OnRetry = _retries.Add,
            OnStraggler = onStraggler,
        };
        var times = new StepTimes(2);
        times.Finish();
        var caller = new ShardCaller(grain, "f", new Shard("code", "a"), options, new Lock());
        return caller.RunAsync((shard, stop) => shard.GradientAsync(new ShardRequest([]), stop), times, token);
    }
}
