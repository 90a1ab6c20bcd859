using System.Globalization;

namespace MicrogradSharp;

/// <summary>An index is not whole or out of range. A tape that catches it adds the row.</summary>
internal sealed class InvalidIndexException : ArgumentException
{
    private readonly double _index;
    private readonly int _last;

    /// <param name="index">The index.</param>
    /// <param name="last">The largest valid index.</param>
    /// <param name="lane">Which of the values that the rule computed together; 0 if it computed one.</param>
    public InvalidIndexException(double index, int last, int lane = 0)
        : this(index, last, lane, "")
    {
    }

    private InvalidIndexException(double index, int last, int lane, string place)
        : base(
            string.Create(CultureInfo.InvariantCulture, $"index must be a whole number from 0 to {last}, but was {index}{place}."),
            nameof(index))
    {
        (_index, _last, Lane) = (index, last, lane);
    }

    /// <summary>Which of the values that the rule computed together.</summary>
    public int Lane { get; }

    /// <summary>The same error, whose message names the row.</summary>
    public InvalidIndexException InRow(int row) =>
        new(_index, _last, Lane, string.Create(CultureInfo.InvariantCulture, $" in row {row}"));
}
