namespace MicrogradSharp.Optim;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>The loss had not improved for <see cref="TrainingOptions.Patience"/> epochs.</summary>
    EarlyStopped,
}
