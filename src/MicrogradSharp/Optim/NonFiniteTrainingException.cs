using System.Globalization;

namespace MicrogradSharp.Optim;

/// <summary>Thrown when training stops because a loss or a parameter is not finite.</summary>
/// <remarks>
/// The model holds the last good parameters. If the last step led to the fault, the parameters, the optimiser's buffers and its step count
/// are those from before that step. If there was no step, they are unchanged. On a tape with <see cref="TapeOptions.StopAtNonFinite"/>, the
/// message names the operation at fault, and <see cref="Exception.InnerException"/> is the <see cref="NonFiniteException"/> of the tape.
/// Its row counts within the batch or set.
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

    /// <summary>
    /// The batch of the epoch, from 0; null if the fault is in a loss computed after the epoch, over the validation set or the whole
    /// training set.
    /// </summary>
    public int? Batch { get; }

    /// <summary>
    /// The first row of the batch or set whose own loss or gradient is not finite. It is an index into the data set, from 0; null if the
    /// loss and gradient of every single row are finite.
    /// </summary>
    public int? Row { get; }

    /// <summary>The loss: NaN or ±∞. It is finite if its gradient is not, or if the step after it led to a parameter that is not.</summary>
    public double Loss { get; }

    internal static NonFiniteTrainingException OfLoss(
        string where, int epoch, int? batch, int? row, double loss, NonFiniteException? cause = null)
    {
        string what = double.IsFinite(loss)
            ? Text($"The gradient must be finite, but was not, with the loss {loss}")
            : Text($"The loss must be finite, but was {loss}");
        string which = (row, cause?.Value) switch
        {
            (null, _) => "",
            (_, null) => Text($" Row {row} of the data set is the first whose own loss is not finite."),
            (_, { } fault) => Text($" Row {row} of the data set is the first to blame: {fault}"),
        };
        string message = Text($"{what} in epoch {epoch}, {where}.{which} The parameters are the last good ones.");
        return new(message, epoch, batch, row, loss, cause);
    }

    internal static NonFiniteTrainingException OfParameter(int epoch, int batch, int parameter, double data, double loss, double rate)
    {
        string what = Text($"Parameters must be finite, but number {parameter} was {data} after the step of epoch {epoch}, batch {batch}");
        string with = Text($"with the loss {loss} and the learning rate {rate}");
        return new($"{what}, {with}. The parameters are the last good ones.", epoch, batch, row: null, loss);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
