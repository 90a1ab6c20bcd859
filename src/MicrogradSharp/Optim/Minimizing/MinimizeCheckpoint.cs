namespace MicrogradSharp.Optim.Minimizing;

/// <summary>
/// The state of a minimiser as a <see cref="Checkpoint"/>: the point, the counts, and what the next step depends on. The value and the
/// derivatives at the point are computed again.
/// </summary>
internal static class MinimizeCheckpoint
{
    /// <param name="run">The minimisation.</param>
    /// <param name="kind">The name of the method.</param>
    /// <param name="factor">A number of the method, in the place of the learning rate.</param>
    /// <param name="buffers">Vectors of the method.</param>
    public static Checkpoint Take(Minimization run, string kind, double factor, Dictionary<string, ReadOnlyMemory<double>> buffers) =>
        new(run.Iterations, [.. run.Current.X], new OptimizerState(kind, run.SettledEvaluations, factor, buffers));

    /// <summary>The iterations done, and the evaluations before that of the point, which is computed again.</summary>
    public static (int Iterations, int Evaluations) CountsBefore(Checkpoint checkpoint) =>
        (checkpoint.Epochs, (int)checkpoint.Optimizer.StepCount - 1);

    /// <exception cref="ArgumentException">The checkpoint is of another method, of another number of variables, or incomplete.</exception>
    public static void Check(Checkpoint checkpoint, string kind, int variables, MinimizeOptions options)
    {
        var state = checkpoint.Optimizer;
        if (state.Kind != kind) throw Fault($"must be that of {kind}, but was that of {ShownText.Excerpt(state.Kind)}", options);
        if (checkpoint.Parameters.Length != variables)
        {
            string count = NumberText.Count(variables, "number");
            throw Fault($"must have {count}, one for each variable, but has {checkpoint.Parameters.Length}", options);
        }
        bool isWhole = state.StepCount is >= 1 and <= int.MaxValue && state.Buffers.Values.All(vector => vector.Length == variables);
        if (!isWhole) throw Incomplete(options);
    }

    /// <summary>Returns the error for a checkpoint that lacks a vector, or has one of another length.</summary>
    public static ArgumentException Incomplete(MinimizeOptions options) =>
        Fault("must be complete, but its vectors or counts are not those of a minimisation", options);

    private static ArgumentException Fault(string what, MinimizeOptions options) =>
        new($"{nameof(options.ResumeFrom)} {what}.", nameof(options));
}
