namespace MicrogradSharp;

/// <summary>
/// Thrown when a tape with <see cref="TapeOptions.StopAtNonFinite"/> gives NaN or an infinity. Names the row and the operation that
/// caused it.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    internal NonFiniteException(string message, int? row, NonFiniteValue? value)
        : base(message)
    {
        Row = row;
        Value = value;
    }

    /// <summary>
    /// The index of the first row that gives NaN or an infinity, from 0; null if no single row causes it: see the message.
    /// </summary>
    public int? Row { get; }

    /// <summary>The first operation in that row that causes it; null if no single row causes it: see the message.</summary>
    public NonFiniteValue? Value { get; }

    /// <summary>The mean over the rows, if the pass computes one; otherwise NaN.</summary>
    internal double Mean { get; init; } = double.NaN;
}
