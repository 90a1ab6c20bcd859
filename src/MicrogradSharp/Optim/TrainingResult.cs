using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>The result of training.</summary>
/// <param name="Loss">
/// The mean loss over all rows of the training set, computed at the end with the parameters that the model then holds.
/// </param>
/// <param name="ValidationLoss">The mean loss over the validation set with the same parameters; null if there is no validation set.</param>
/// <param name="Epochs">The number of epochs done, including those before the checkpoint that training resumed from.</param>
/// <param name="BestEpoch">
/// The epoch, from 0, whose parameters the model holds; null without <see cref="TrainingOptions.Patience"/>, when it holds those of the
/// last.
/// </param>
/// <param name="StopReason">Why training ended.</param>
public sealed record TrainingResult(double Loss, double? ValidationLoss, int Epochs, int? BestEpoch, StopReason StopReason)
{
    /// <summary>
    /// Returns the numbers on one line: <c>EarlyStopped after 40 epochs: loss 0.25, validation loss 0.3, of epoch 29</c>.
    /// </summary>
    public override string ToString()
    {
        string validation = ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation loss {loss}") : "";
        string best = BestEpoch is { } epoch ? string.Create(CultureInfo.InvariantCulture, $", of epoch {epoch}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{StopReason} after {Epochs} epochs: loss {Loss}{validation}{best}");
    }
}
