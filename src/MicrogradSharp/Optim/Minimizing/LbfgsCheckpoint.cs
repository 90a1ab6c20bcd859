using System.Globalization;

namespace MicrogradSharp.Optim.Minimizing;

/// <summary>The state of L-BFGS as a <see cref="Checkpoint"/>: the pairs, the oldest first, and the multiple of the first step.</summary>
internal static class LbfgsCheckpoint
{
    public const string Kind = "Lbfgs";

    private const string Step = "step_", Change = "change_";

    public static Checkpoint Take(Minimization run, CorrectionPairs pairs, double reach)
    {
        var buffers = new Dictionary<string, ReadOnlyMemory<double>>();
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            buffers.Add(Name(Step, pair), pairs.S(pair).ToArray());
            buffers.Add(Name(Change, pair), pairs.Y(pair).ToArray());
        }
        return MinimizeCheckpoint.Take(run, Kind, reach, buffers);
    }

    /// <summary>Restores the pairs.</summary>
    /// <returns>The multiple of the first step.</returns>
    /// <exception cref="ArgumentException">A pair is missing, or there are more than the memory holds.</exception>
    public static double Restore(Checkpoint checkpoint, CorrectionPairs pairs, MinimizeOptions options)
    {
        var buffers = checkpoint.Optimizer.Buffers;
        int count = buffers.Count / 2;
        if (count > options.Memory)
        {
            throw new ArgumentException(
                $"Memory must be at least the {count} steps of ResumeFrom, but was {NumberText.Whole(options.Memory)}.", nameof(options));
        }
        for (int pair = 0; pair < count; pair++)
        {
            if (!buffers.TryGetValue(Name(Step, pair), out var step)) throw MinimizeCheckpoint.Incomplete(options);
            if (!buffers.TryGetValue(Name(Change, pair), out var change)) throw MinimizeCheckpoint.Incomplete(options);
            pairs.Restore(step.Span, change.Span);
        }
        return Math.Max(1, checkpoint.Optimizer.LearningRate);
    }

    private static string Name(string prefix, int pair) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{pair}");
}
