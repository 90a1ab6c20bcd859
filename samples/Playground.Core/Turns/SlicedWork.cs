namespace Playground.Turns;

/// <summary>Does long work in slices, a turn each, so that the page always answers.</summary>
/// <param name="turns">The turns of the browser.</param>
/// <param name="clock">The clock that ends a slice.</param>
public sealed class SlicedWork(ITurns turns, TimeProvider clock)
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(12);       // a frame has 16.7

    private int _run;       // counts the runs, so that a run that was stopped sees that another one has begun

    public bool IsRunning { get; private set; }

    /// <summary>Runs steps until one returns false or <see cref="Stop" /> is called. A run that goes on is stopped first.</summary>
    /// <param name="step">A step, well below 12 ms: slices end only between steps. Returns whether there is more to do.</param>
    /// <param name="show">Called after each slice, and at the end, to show what the steps did.</param>
    public async Task Run(Func<bool> step, Action show)
    {
        int run = ++_run;
        IsRunning = true;
        try
        {
            bool isMore = true;
            while (isMore)
            {
                await turns.Next();
                if (run != _run) return;
                long start = clock.GetTimestamp();
                do
                {
                    isMore = step();
                }
                while (isMore && run == _run && clock.GetElapsedTime(start) < s_slice);
                if (run != _run) return;
                if (!isMore) IsRunning = false;
                show();
            }
        }
        finally
        {
            if (run == _run) IsRunning = false;
        }
    }

    /// <summary>Stops after the step that runs now.</summary>
    public void Stop()
    {
        _run++;
        IsRunning = false;
    }
}
