using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>Checks that training can resume from a checkpoint.</summary>
internal static class ResumeCheck
{
    private const int Shown = 80;

    /// <exception cref="ArgumentException">The checkpoint has more epochs than the options, another model, or other batches.</exception>
    public static void Run(Checkpoint checkpoint, TrainingOptions options, int rows)
    {
        if (checkpoint.Epochs > options.Epochs)
        {
            string message = $"Epochs must be at least the {checkpoint.Epochs} of ResumeFrom, but was {options.Epochs}.";
            throw new ArgumentException(message, nameof(options));
        }
        CheckModel(checkpoint.ModelDescription, options.ModelDescription, nameof(options.ModelDescription), nameof(options));
        if (checkpoint.Batches is not { } batches) return;
        var (size, seed) = batches.Over(rows);
        var (givenSize, givenSeed) = options.Batches.Over(rows);
        if (size != givenSize) throw Differs(nameof(options.BatchSize), batches.Size, options.BatchSize, "all rows");
        if (seed != givenSeed) throw Differs(nameof(options.ShuffleSeed), batches.ShuffleSeed, options.ShuffleSeed, "none");

        ArgumentException Differs(string option, int? expected, int? given, string none) => new(
            $"{option} must be that of ResumeFrom, {Text(expected, none)}, but was {Text(given, none)}. "
            + "For other batches, call Restore on the checkpoint and train without ResumeFrom.",
            nameof(options));
    }

    /// <summary>Throws if the model differs. If a description is missing, there is nothing to compare.</summary>
    /// <exception cref="ArgumentException">The descriptions differ.</exception>
    public static void CheckModel(string? expected, string? given, string name, string parameter)
    {
        if (expected is null || given is null || expected == given) return;
        int same = expected.AsSpan().CommonPrefixLength(given);
        string was = Around(expected, same), came = Around(given, same);
        throw new ArgumentException($"{name} must be that of the checkpoint, '{was}', but was '{came}'.", parameter);
    }

    /// <summary>Returns a text, or the part around a place if the text is long.</summary>
    private static string Around(string text, int place)
    {
        int start = text.Length <= Shown ? 0 : Math.Max(0, place - Shown / 2);
        return $"{(start > 0 ? "…" : "")}{ShownText.Shortened(ShownText.OneLine(text[start..]), Shown)}";
    }

    private static string Text(int? number, string none) => number?.ToString(CultureInfo.InvariantCulture) ?? none;
}
