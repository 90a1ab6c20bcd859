using MicrogradSharp.Nn;

namespace Moons;

/// <summary>What the user asked for, checked: so that nothing behind the command line has to check again.</summary>
internal sealed record TrainOptions
{
    public int Steps { get; init; } = 100;

    /// <summary>The seed of a fresh initialisation; null for the weights that the sample carries.</summary>
    public int? Seed { get; init; }

    /// <summary>The moons to generate; null for the rows that the sample carries, or those of <see cref="DataFile"/>.</summary>
    public MoonsGenerator? Generator { get; init; }

    public string? DataFile { get; init; }

    public Engine Engine { get; init; } = Engine.Tape;

    public Summation Summation { get; init; } = Summation.Nary;

    public string OutputFolder { get; init; } = "moons-out";
}
