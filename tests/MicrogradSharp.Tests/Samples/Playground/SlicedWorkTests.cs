using Playground.Turns;

namespace MicrogradSharp.Tests.Samples.Playground;

public sealed class SlicedWorkTests
{
    private readonly ManualTurns _turns = new();
    private readonly SlicedWork _work;
    private int _steps, _shown;

    public SlicedWorkTests() => _work = new SlicedWork(_turns, _turns);

    [Fact]
    public async Task A_slice_lasts_12_milliseconds_at_most_one_step_more()
    {
        var run = _work.Run(Steps(of: 5, atMost: 8), () => _shown++);

        _steps.Should().Be(0, "the first slice starts with a turn");
        _turns.Begin();
        (_steps, _shown).Should().Be((3, 1));
        _turns.Begin();
        (_steps, _shown, _work.IsRunning).Should().Be((6, 2, true));
        _turns.Begin();
        (_steps, _shown, _work.IsRunning).Should().Be((8, 3, false));
        await run;
    }

    [Fact]
    public async Task Stop_ends_the_run_without_another_step()
    {
        var run = _work.Run(Steps(of: 5, atMost: 100), () => _shown++);
        _turns.Begin();

        _work.Stop();
        _turns.Begin();

        (_steps, _shown, _work.IsRunning).Should().Be((3, 1, false));
        await run;
    }

    [Fact]
    public async Task A_step_may_stop_the_run()
    {
        var run = _work.Run(
            () =>
            {
                _steps++;
                _work.Stop();
                return true;
            },
            () => _shown++);

        _turns.Begin();

        (_steps, _shown).Should().Be((1, 0));
        await run;
    }

    [Fact]
    public async Task A_second_run_replaces_the_first()
    {
        int other = 0;
        var first = _work.Run(Steps(of: 5, atMost: 100), () => { });
        var second = _work.Run(() => ++other < 2, () => { });

        _turns.Begin();
        await Task.WhenAll(first, second);

        (_steps, other, _work.IsRunning).Should().Be((0, 2, false));
    }

    [Fact]
    public async Task A_step_that_throws_ends_the_run_with_its_exception()
    {
        var run = _work.Run(() => throw new InvalidOperationException("wrong"), () => { });

        _turns.Begin();

        await run.Awaiting(task => task).Should().ThrowAsync<InvalidOperationException>();
        _work.IsRunning.Should().BeFalse();
    }

    private Func<bool> Steps(int of, int atMost) => () =>
    {
        _turns.Pass(TimeSpan.FromMilliseconds(of));
        return ++_steps < atMost;
    };
}
