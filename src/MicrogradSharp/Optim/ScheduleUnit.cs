namespace MicrogradSharp.Optim;

/// <summary>What a <see cref="Schedule"/> counts in <see cref="Trainer"/>.</summary>
public enum ScheduleUnit
{
    /// <summary>Epochs: the rate is constant within an epoch.</summary>
    Epoch,

    /// <summary>Steps of the optimiser, one for each batch: useful for a warm-up, which usually lasts less than a few epochs.</summary>
    Step,
}
