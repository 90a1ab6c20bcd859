namespace MicrogradSharp.Fitting.Solving;

/// <summary>Why a phase of the solver stopped.</summary>
internal enum PhaseOutcome
{
    /// <summary>The gradient is as small as asked for.</summary>
    SmallGradient,

    /// <summary>The step is as small as asked for, or too small to change the parameters.</summary>
    SmallStep,

    /// <summary>The decrease of the cost is as small as asked for.</summary>
    SmallDecrease,

    /// <summary>No step decreases the cost.</summary>
    NoDecrease,

    /// <summary>The phase cannot go on from here.</summary>
    Failed,

    /// <summary>A limit is reached.</summary>
    Limit,
}
