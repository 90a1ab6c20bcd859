using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>A training met a loss or a parameter that is not finite, and stopped.</summary>
/// <remarks>
/// The model holds the last good parameters: when this is thrown they are, with the optimiser's buffers and step count, those from before the last
/// step. Without a step so far they are as they were. On a tape with <see cref="TapeOptions.StopAtNonFinite"/> the message names the operation to blame,
/// and <see cref="Exception.InnerException"/> is its <see cref="NonFiniteException"/>, whose row is one of the batch or set.
/// </remarks>
public sealed class NonFiniteTrainingException : ArithmeticException
{
    internal NonFiniteTrainingException(string message, int epoch, int? batch, int? row, double loss, NonFiniteException? cause = null)
        : base(message, cause)
    {
        Epoch = epoch;
        Batch = batch;
        Row = row;
        Loss = loss;
    }

    /// <summary>The epoch, from 0.</summary>
    public int Epoch { get; }

    /// <summary>The batch of the epoch, from 0; null when the loss after the epoch was not finite, over the validation set or the whole training set.</summary>
    public int? Batch { get; }

    /// <summary>The first row of the batch, or of the set, whose own loss, or its gradient, is not finite, as a row of its data set, from 0; null when each is finite by itself.</summary>
    public int? Row { get; }

    /// <summary>The loss: NaN or ±∞; a finite loss when its gradient is not finite, or the step after it made a parameter so.</summary>
    public double Loss { get; }

    internal static NonFiniteTrainingException OfLoss(string where, int epoch, int? batch, int? row, double loss, NonFiniteException? cause = null)
    {
        string what = double.IsFinite(loss) ? Text($"The gradient must be finite, but was not, with the loss {loss}") : Text($"The loss must be finite, but was {loss}");
        string which = (row, cause?.Value) switch
        {
            (null, _) => "",
            (_, null) => Text($" Row {row} of the data set is the first whose own loss is not finite."),
            (_, { } fault) => Text($" Row {row} of the data set is the first to blame: {fault}"),
        };
        return new(Text($"{what} in epoch {epoch}, {where}.{which} The parameters are the last good ones."), epoch, batch, row, loss, cause);
    }

    internal static NonFiniteTrainingException OfParameter(int epoch, int batch, int parameter, double data, double loss, double rate) =>
        new(
            Text($"Parameters must be finite, but number {parameter} was {data} after the step of epoch {epoch}, batch {batch}, with the loss {loss} and the learning rate {rate}. The parameters are the last good ones."),
            epoch,
            batch,
            row: null,
            loss);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
