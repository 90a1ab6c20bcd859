using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>A checkpoint as its file holds it: everything may be missing or wrong until <see cref="ToCheckpoint"/> has looked.</summary>
internal sealed class CheckpointFile
{
    private const string FormatName = "microgradsharp/checkpoint";
    private const int CurrentVersion = 1;

    public string? Format { get; init; }

    public int? Version { get; init; }

    public int? Epochs { get; init; }

    public double[]? Parameters { get; init; }

    public State? Optimizer { get; init; }

    public Best? EarlyStopping { get; init; }

    public static CheckpointFile Of(Checkpoint checkpoint) => new()
    {
        Format = FormatName,
        Version = CurrentVersion,
        Epochs = checkpoint.Epochs,
        Parameters = checkpoint.Parameters.ToArray(),
        Optimizer = new State
        {
            StepCount = checkpoint.Optimizer.StepCount,
            LearningRate = checkpoint.Optimizer.LearningRate,
            Buffers = checkpoint.Optimizer.Buffers.ToDictionary(buffer => buffer.Key, buffer => (double[]?)buffer.Value),
        },
        EarlyStopping = checkpoint.Best is { } best ? new Best { Epoch = best.Epoch, Loss = best.Loss, Parameters = best.Parameters } : null,
    };

    /// <summary>The checkpoint.</summary>
    /// <exception cref="FormatException">Something is missing, or not as it must be.</exception>
    public Checkpoint ToCheckpoint()
    {
        Check(Format is FormatName, "format", $"must be '{FormatName}'", Format);
        Check(Version is CurrentVersion, "version", $"must be {CurrentVersion}", Version);
        Check(Epochs is >= 0, "epochs", "must be at least 0", Epochs);
        CheckIsThere(Parameters, "parameters");
        Check(Parameters.Length > 0, "parameters", "must hold at least 1 number", "empty");
        CheckIsThere(Optimizer, "optimizer");
        return new Checkpoint(Epochs.Value, Parameters, ToState(Optimizer, Parameters.Length), ToBest(Parameters.Length));
    }

    private static OptimizerState ToState(State state, int parameters)
    {
        Check(state.StepCount is >= 0, "optimizer.stepCount", "must be at least 0", state.StepCount);
        Check(state.LearningRate is >= 0 and < double.PositiveInfinity, "optimizer.learningRate", "must be finite and at least 0", state.LearningRate);
        CheckIsThere(state.Buffers, "optimizer.buffers");
        var buffers = new Dictionary<string, double[]>();
        foreach (var (name, numbers) in state.Buffers)
        {
            CheckCount(numbers, parameters, $"optimizer.buffers.{Shortened(name)}");
            buffers.Add(name, numbers);
        }
        return new OptimizerState(state.StepCount.Value, state.LearningRate.Value, buffers);
    }

    private BestEpoch? ToBest(int parameters)
    {
        if (EarlyStopping is not { } best) return null;
        Check(best.Epoch >= 0 && best.Epoch < Epochs, "earlyStopping.epoch", $"must be at least 0 and below {Epochs}", best.Epoch);
        Check(best.Loss is { } loss && double.IsFinite(loss), "earlyStopping.loss", "must be finite", best.Loss);
        CheckCount(best.Parameters, parameters, "earlyStopping.parameters");
        return new BestEpoch(best.Epoch.Value, best.Loss.Value, best.Parameters);
    }

    private static void CheckCount([NotNull] double[]? numbers, int parameters, string place)
    {
        CheckIsThere(numbers, place);
        if (numbers.Length != parameters) throw new FormatException($"{place} must hold {parameters} numbers, one for each parameter, but holds {numbers.Length}.");
    }

    private static void CheckIsThere([NotNull] object? part, string place)
    {
        if (part is null) throw new FormatException($"{place} must be there, but is missing.");
    }

    private static void Check([DoesNotReturnIf(false)] bool isRight, string place, string rule, object? came)
    {
        if (isRight) return;
        string text = came is null ? "is missing" : $"was {Shortened(Convert.ToString(came, CultureInfo.InvariantCulture)!)}";
        throw new FormatException($"{place} {rule}, but {text}.");
    }

    private static string Shortened(string text) => text.Length <= 100 ? text : $"{text.AsSpan(0, 100)}…";

    /// <summary>An optimiser's state as the file holds it.</summary>
    internal sealed class State
    {
        public long? StepCount { get; init; }

        public double? LearningRate { get; init; }

        public Dictionary<string, double[]?>? Buffers { get; init; }
    }

    /// <summary>The best epoch as the file holds it.</summary>
    internal sealed class Best
    {
        public int? Epoch { get; init; }

        public double? Loss { get; init; }

        public double[]? Parameters { get; init; }
    }
}
