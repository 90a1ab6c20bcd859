using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>What a training reports after an epoch.</summary>
/// <param name="Epoch">The epoch, from 0 as in <see cref="Schedule.At"/>; a resumed training goes on counting.</param>
/// <param name="Loss">
/// The mean over the rows of the epoch, each with the parameters before its batch's step, as a loop prints it: with one batch the loss at the start
/// of the epoch.
/// </param>
/// <param name="ValidationLoss">The mean over the validation set with the parameters at the end of the epoch; null without such a set.</param>
/// <param name="LearningRate">The rate of the epoch's last step.</param>
public sealed record EpochReport(int Epoch, double Loss, double? ValidationLoss, double LearningRate)
{
    /// <summary>The numbers on one line: <c>epoch 3: loss 0.25, validation loss 0.3, rate 0.1</c>.</summary>
    public override string ToString()
    {
        string validation = ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation loss {loss}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: loss {Loss}{validation}, rate {LearningRate}");
    }
}
