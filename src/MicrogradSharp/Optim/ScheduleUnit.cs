namespace MicrogradSharp.Optim;

/// <summary>What a <see cref="Schedule"/> counts in a training.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the rate stays the same through an epoch.</summary>
    Epoch,

    /// <summary>Steps of the optimiser, one a batch: for a warm-up, which is usually shorter than a few epochs.</summary>
    Step,
}
