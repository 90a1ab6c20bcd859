namespace Playground.Tabs.BreakIt;

/// <summary>A broken thing: its program, and the same computation in the page.</summary>
public abstract class BrokenThing(string key)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<BrokenThing> All { get; } =
        [new WrongSlope(), new HiddenNaN(), new ForgottenZeroGrad(), new FrozenBranch(), new HighRate()];

    public BrokenProgram Program { get; } = BrokenProgram.Load(key);

    /// <summary>Whether a slider sets the learning rate.</summary>
    public virtual bool HasRate => false;

    /// <summary>Runs the program.</summary>
    /// <param name="isMended">Whether it is the mended version.</param>
    /// <param name="rate">The learning rate of the broken version, if a slider sets it.</param>
    public abstract Evidence Run(bool isMended, double rate);

    /// <summary>Runs the tool on the program.</summary>
    /// <inheritdoc cref="Run" path="/param" />
    public abstract ToolOutput Find(bool isMended, double rate);
}
