using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>What <see cref="Trainer"/> reports after an epoch.</summary>
/// <param name="Epoch">The epoch, from 0, as in <see cref="Schedule.At"/>. Resumed training continues the count.</param>
/// <param name="Loss">
/// The mean loss over the rows of the epoch. The loss of each row is computed before the step of its batch: with one batch, this is the
/// loss at the start of the epoch.
/// </param>
/// <param name="ValidationLoss">
/// The mean loss over the validation set with the parameters at the end of the epoch; null if there is no validation set.
/// </param>
/// <param name="LearningRate">The learning rate of the epoch's last step.</param>
public sealed record EpochReport(int Epoch, double Loss, double? ValidationLoss, double LearningRate)
{
    /// <summary>Returns the numbers on one line: <c>epoch 3: loss 0.25, validation loss 0.3, rate 0.1</c>.</summary>
    public override string ToString()
    {
        string validation = ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $", validation loss {loss}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}: loss {Loss}{validation}, rate {LearningRate}");
    }
}
