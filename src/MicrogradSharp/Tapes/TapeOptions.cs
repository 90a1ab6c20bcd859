using System.Globalization;
using System.Text;

namespace MicrogradSharp;

/// <summary>How a <see cref="Tape"/> runs.</summary>
public sealed record TapeOptions
{
    /// <summary>The most threads that a pass uses; -1 for as many as there are processors when the work is worth it, and one below that.</summary>
    /// <remarks>Results do not depend on it, to the last bit.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0, or less than -1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value is > 0 or -1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxDegreeOfParallelism), $"MaxDegreeOfParallelism must be at least 1, or -1 for automatic, but was {value}.");
    }

    = -1;

    /// <summary>Whether a pass that gives NaN or an infinity, as a result or in a gradient, throws a <see cref="NonFiniteException"/> that names the first row and operation to blame.</summary>
    /// <remarks>
    /// Off, it costs nothing. On, it costs a look at the results of each pass, and the memory of the recorded nodes; the search, row by row with the
    /// rules of the eager engine, runs only when something is wrong.
    /// </remarks>
    public bool StopAtNonFinite { get; init; }

    // the text that the compiler would write, in the invariant culture
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"MaxDegreeOfParallelism = {MaxDegreeOfParallelism}, ");
        text.Append(CultureInfo.InvariantCulture, $"StopAtNonFinite = {StopAtNonFinite}");
        return true;
    }
}
