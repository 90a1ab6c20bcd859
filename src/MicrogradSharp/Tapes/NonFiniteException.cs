namespace MicrogradSharp;

/// <summary>A tape with <see cref="TapeOptions.StopAtNonFinite"/> gave NaN or an infinity: which row and which operation are to blame.</summary>
public sealed class NonFiniteException : ArithmeticException
{
    internal NonFiniteException(string message, int? row, NonFiniteValue? value)
        : base(message)
    {
        Row = row;
        Value = value;
    }

    /// <summary>The index of the first row that gives NaN or an infinity, from 0; null when no row alone is to blame: see the message.</summary>
    public int? Row { get; }

    /// <summary>The first operation to blame in that row; null when no row alone is to blame: see the message.</summary>
    public NonFiniteValue? Value { get; }

    /// <summary>The mean over the rows, of a pass that gives one.</summary>
    internal double Mean { get; init; } = double.NaN;
}
