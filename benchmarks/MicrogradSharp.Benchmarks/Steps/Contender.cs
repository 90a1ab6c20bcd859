namespace MicrogradSharp.Benchmarks.Steps;

/// <summary>A way to do the 100 training steps, and its best time so far.</summary>
internal sealed class Contender(string name, Func<double> measure)
{
    public string Name => name;

    /// <summary>The best of the rounds: noise only ever adds.</summary>
    public double Milliseconds { get; private set; } = double.PositiveInfinity;

    /// <summary>Does the 100 steps once more.</summary>
    public void Measure() => Milliseconds = Math.Min(Milliseconds, measure());
}
