using System.Globalization;
using MicrogradSharp.Benchmarks.Timing;
using MicrogradSharp.Optim;

namespace MicrogradSharp.Benchmarks.Training;

/// <summary>Measures the cost of the trainer against a hand-written loop, in turns, in one process.</summary>
internal static class TrainerCommand
{
    private const int Repetitions = 5;

    /// <summary>Measures and prints.</summary>
    public static void Measure()
    {
        var spirals = new SpiralsTraining();
        string folder = Directory.CreateTempSubdirectory("microgradsharp-").FullName;
        var bare = Contender.Of("bare loop, rows shuffled once", () => spirals.TrainBare());
        var plain = Of("trainer, the same batches", new TrainingOptions());
        var shuffled = Of("trainer, shuffled each epoch", new TrainingOptions { ShuffleSeed = 7 });
        var clipped = Of("  and gradients clipped", new TrainingOptions { ShuffleSeed = 7, MaxGradientNorm = 1 });
        var patient = Of("  and a forward pass for patience", new TrainingOptions { ShuffleSeed = 7, Patience = SpiralsTraining.Epochs });
        string path = Path.Combine(folder, "spirals.json");
        var saved = Of(
            "  and a checkpoint in 10 epochs", new TrainingOptions { ShuffleSeed = 7, CheckpointPath = path, CheckpointEvery = 10 });
        Contender.Race(bare, plain, shuffled, clipped, patient, saved);
        Directory.Delete(folder, recursive: true);

        Print($"two spirals, {SpiralsTraining.Epochs} epochs of 500 rows in batches of 32, best of {Contender.Rounds} rounds");
        Print($"{"",-34}{"ms",10}{"/ bare loop",14}");
        foreach (var contender in new[] { bare, plain, shuffled, clipped, patient, saved })
        {
            Print($"{contender.Name,-34}{contender.Milliseconds,10:F3}{contender.RatioTo(bare),12:F3} x");
        }
        for (int seed = 0; seed < Repetitions; seed++)
        {
            var (epochs, time) = spirals.TrainToTheEnd(seed * 1_000_000);
            Print($"to 100 % right, order {seed}: {epochs} epochs, {time.TotalMilliseconds:F0} ms");
        }

        Contender Of(string name, TrainingOptions options) => Contender.Of(name, () => spirals.Train(options));
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
