using System.Globalization;
using System.Text;

namespace MicrogradSharp;

/// <summary>How a <see cref="Tape"/> runs.</summary>
public sealed record TapeOptions
{
    /// <summary>
    /// The maximum number of threads of a pass. Default -1: one thread for small passes, and up to the number of processors for passes
    /// large enough to benefit.
    /// </summary>
    /// <remarks>Results are bit-identical for every value.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0, or less than -1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value is > 0 or -1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MaxDegreeOfParallelism),
                $"MaxDegreeOfParallelism must be at least 1, or -1 for automatic, but was {value}.");
    }

    = -1;

    /// <summary>
    /// Whether a pass that gives NaN or an infinity, as a result or in a gradient, throws a <see cref="NonFiniteException"/> that names
    /// the first row and operation that cause it. Default false.
    /// </summary>
    /// <remarks>
    /// When off, it costs nothing. When on, each pass checks its results, and the tape keeps the recorded nodes in memory. Only when
    /// something is wrong does it search for the cause, row by row with the rules of the eager engine.
    /// </remarks>
    public bool StopAtNonFinite { get; init; }

    // The compiler would write the same text, but not in the invariant culture.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"MaxDegreeOfParallelism = {MaxDegreeOfParallelism}, ");
        text.Append(CultureInfo.InvariantCulture, $"StopAtNonFinite = {StopAtNonFinite}");
        return true;
    }
}
