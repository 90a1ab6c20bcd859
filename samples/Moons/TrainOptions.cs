using MicrogradSharp.Nn;

namespace Moons;

/// <summary>What the user asked of the trainer, checked.</summary>
internal sealed record TrainOptions
{
    public const int DefaultSeed = 1337;

    /// <summary>The seed of everything random: rows, their split, their order, and the weights.</summary>
    public int Seed { get; init; } = DefaultSeed;

    public RowSource Source { get; init; } = new RowSource.Carried();

    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>The learning rate; null for that of the checkpoint, or of <see cref="Optimizers.DefaultRate"/>.</summary>
    public double? Rate { get; init; }

    /// <summary>The activation of the hidden layers; null for that of the model that training goes on with, or ReLU.</summary>
    public Activation? Activation { get; init; }

    public int Epochs { get; init; } = 200;

    public int Batch { get; init; } = 32;

    /// <summary>The part of the rows that is held back.</summary>
    public double Validation { get; init; } = 0.25;

    public string OutputFolder { get; init; } = "moons-out";

    /// <summary>Where the model and its checkpoints go; null to let them go.</summary>
    public ModelFile? SaveTo { get; init; }

    /// <summary>The model to go on with; null for a fresh one.</summary>
    public ModelFile? ResumeFrom { get; init; }
}
