using MicrogradSharp.Orleans.Driving;
using MicrogradSharp.Orleans.Grains;

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

    private Task<ShardReply> RunAsync(FakeShard grain, int attempts)
    {
        var options = new ClusterOptions { MaxAttempts = attempts, CheckEvery = TimeSpan.FromMilliseconds(20), OnRetry = _retries.Add };
        var caller = new ShardCaller(grain, "f", new Shard("code", "a"), options, new Lock());
        return caller.RunAsync((shard, token) => shard.GradientAsync(new ShardRequest([]), token), new StepTimes(1), Token);
    }
}
