using Playground.Charts;

namespace Playground.Tabs.Fit;

/// <summary>Where the search for a parameter starts, and where it may go.</summary>
/// <param name="Name">The name in the formula.</param>
/// <param name="Start">The start.</param>
/// <param name="Low">The lowest number allowed; −∞ for none.</param>
/// <param name="High">The highest number allowed; ∞ for none.</param>
/// <param name="IsFixed">Whether it keeps its start.</param>
public sealed record ParameterStart(
    string Name, double Start, double Low = double.NegativeInfinity, double High = double.PositiveInfinity, bool IsFixed = false)
{
    public bool IsBounded => double.IsFinite(Low) || double.IsFinite(High);

    /// <summary>Reads what <see cref="ToString" /> writes; null if it is something else.</summary>
    public static ParameterStart? Parse(string text)
    {
        string[] parts = text.Split(':');
        if (parts is not [{ Length: > 0 } name, var start, ..] || parts.Length > 5 || Number(start, null) is not { } number) return null;
        return Number(parts.ElementAtOrDefault(2), double.NegativeInfinity) is { } low
            && Number(parts.ElementAtOrDefault(3), double.PositiveInfinity) is { } high
            ? new ParameterStart(name, number, low, high, parts.ElementAtOrDefault(4) == "1")
            : null;
    }

    /// <summary>As in an address: <c>name:start</c>, and <c>name:start:low:high:1</c> if it is fixed.</summary>
    public override string ToString()
    {
        string text = $"{Name}:{Text(Start)}:{Text(Low)}:{Text(High)}:{(IsFixed ? "1" : "")}";
        return text.TrimEnd(':');
    }

    /// <summary>A number to edit; nothing for no bound.</summary>
    public static string Text(double number) => double.IsFinite(number) ? NumberFormat.Exact(number) : "";

    /// <summary>Reads a number that is finite.</summary>
    /// <param name="text">The text.</param>
    /// <param name="otherwise">The number of an empty text.</param>
    /// <returns>Null if it is none.</returns>
    public static double? Number(string? text, double? otherwise)
    {
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        return NumberFormat.Read(text) is { } number && double.IsFinite(number) ? number : null;
    }
}
