using MicrogradSharp.Nn;

namespace Moons;

/// <summary>What the user asked of the demo, checked: so that nothing behind the command line has to check again.</summary>
internal sealed record DemoOptions
{
    public int Steps { get; init; } = 100;

    /// <summary>The seed of a fresh initialisation; null for the weights that the sample carries.</summary>
    public int? Seed { get; init; }

    public RowSource Source { get; init; } = new RowSource.Carried();

    public Engine Engine { get; init; } = Engine.Tape;

    public Summation Summation { get; init; } = Summation.Nary;

    public string OutputFolder { get; init; } = "moons-out";

    /// <summary>Where the model goes; null to let it go.</summary>
    public ModelFile? SaveTo { get; init; }
}
