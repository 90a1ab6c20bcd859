using MicrogradSharp.Orleans.Driving;
using MicrogradSharp.Orleans.Grains;
using Orleans.Runtime;

namespace MicrogradSharp.Orleans.Tests;

/// <summary>How often a silo is asked about a function.</summary>
public sealed class FunctionCallerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_is_lost_is_asked_again()
    {
        var grain = new FakeFunction { Describe = call => call <= 2 ? throw new SiloUnavailableException("gone") : new(3, 2, 1) };
        (await FunctionCaller.DescribeAsync(grain, "f", attempts: 3, Token)).Should().Be(new FunctionShape(3, 2, 1));
        grain.Calls.Should().Be(3);
    }

    [Fact]
    public async Task After_the_attempts_there_is_no_answer()
    {
        var grain = new FakeFunction { Describe = _ => throw new SiloUnavailableException("gone") };
        Func<Task> describe = () => FunctionCaller.DescribeAsync(grain, "f", attempts: 2, Token);
        await describe.Should().ThrowAsync<TimeoutException>()
            .WithMessage("no answer about the function 'f' after 2 attempts: its silo is gone");
        grain.Calls.Should().Be(2);
    }

    [Fact]
    public async Task Another_error_ends_it_at_once()
    {
        var grain = new FakeFunction { Describe = _ => throw new InvalidOperationException("no such grain") };
        Func<Task> describe = () => FunctionCaller.DescribeAsync(grain, "f", attempts: 5, Token);
        await describe.Should().ThrowAsync<InvalidOperationException>().WithMessage("no such grain");
        grain.Calls.Should().Be(1);
    }

    [Fact]
    public void The_delays_double_up_to_ten_seconds() =>
        Enumerable.Range(1, 9).Select(attempt => LostCalls.DelayAfter(attempt).TotalSeconds)
            .Should().Equal(0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10);

    private sealed class FakeFunction : IFunctionGrain
    {
        public required Func<int, FunctionShape> Describe { get; init; }

        public int Calls { get; private set; }

        public Task<FunctionShape> DescribeAsync() => Task.FromResult(Describe(++Calls));
    }
}
