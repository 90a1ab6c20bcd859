using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>How a training ended.</summary>
/// <param name="Loss">The mean over all rows of the training set with the parameters that the model holds now: computed anew at the end.</param>
/// <param name="ValidationLoss">The mean over the validation set with the same parameters; null without such a set.</param>
/// <param name="Epochs">The epochs done, those before a checkpoint that the training resumed from included.</param>
/// <param name="BestEpoch">The epoch, from 0, whose parameters the model holds; null without <see cref="TrainingOptions.Patience"/>, where it holds the last.</param>
/// <param name="StopReason">Why the training ended.</param>
public sealed record TrainingResult(double Loss, double? ValidationLoss, int Epochs, int? BestEpoch, StopReason StopReason)
{
    /// <summary>The numbers on one line: <c>EarlyStopped after 40 epochs: loss 0.25, validation loss 0.3, of epoch 29</c>.</summary>
    public override string ToString()
    {
        string validation = ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation loss {loss}") : "";
        string best = BestEpoch is { } epoch ? string.Create(CultureInfo.InvariantCulture, $", of epoch {epoch}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{StopReason} after {Epochs} epochs: loss {Loss}{validation}{best}");
    }
}
