using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>
/// Argument checks that the framework lacks. Each message gives the parameter, the rule and the value. Those that options use return
/// the value.
/// </summary>
internal static class Guard
{
    public static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value >= 1) return value;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be at least 1, but was {Text(value)}.");
    }

    public static void AtMost(int value, int limit, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value <= limit) return;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be at most {Text(limit)}, but was {Text(value)}.");
    }

    public static void NotBlank([NotNull] string? value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        if (!string.IsNullOrWhiteSpace(value)) return;
        throw new ArgumentException($"{parameter} must not be empty or white space, but was '{ShownText.OneLine(value)}'.", parameter);
    }

    /// <summary>Checks a text that may be missing.</summary>
    public static string? NullOrNotBlank(string? value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value is not null) NotBlank(value, parameter);
        return value;
    }

    /// <summary>Checks that rows, stored one after another, are complete, and that there is at least one.</summary>
    /// <returns>The number of rows.</returns>
    public static int WholeRows(ReadOnlySpan<double> rows, int columns, [CallerArgumentExpression(nameof(rows))] string? parameter = null)
    {
        if (!rows.IsEmpty && rows.Length % columns == 0) return rows.Length / columns;
        string row = NumberText.Count(columns, "number");
        string message = rows.IsEmpty
            ? $"{parameter} must hold at least 1 row of {row}, but was empty."
            : $"{parameter} must hold whole rows of {row}, but held {NumberText.Count(rows.Length, "number")}.";
        throw new ArgumentException(message, parameter);
    }

    /// <summary>Checks that there is at least one number, and that all are finite.</summary>
    public static void FiniteNumbers(
        ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        if (values.IsEmpty) throw new ArgumentException($"{parameter} must hold at least 1 number, but was empty.", parameter);
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsFinite(values[i])) continue;
            throw new ArgumentException($"{parameter}[{Text(i)}] must be finite, but was {Text(values[i])}.", parameter);
        }
    }

    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be finite, but was {Text(value)}.");
    }

    public static void FiniteAboveZero(double value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value > 0 && double.IsFinite(value)) return;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be finite and above 0, but was {Text(value)}.");
    }

    public static double FiniteAtLeastZero(double value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value >= 0 && double.IsFinite(value)) return value;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be finite and at least 0, but was {Text(value)}.");
    }

    public static void AtLeastZero<T>(T value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
        where T : struct, IComparable<T>, IFormattable
    {
        // NaN compares below every number.
        if (value.CompareTo(default) >= 0) return;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be at least 0, but was {Text(value)}.");
    }

    /// <summary>Checks the weight of earlier values in a moving average: a weight of 1 would never forget them.</summary>
    public static void AtLeastZeroBelowOne(double value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value is >= 0 and < 1) return;
        throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be at least 0 and below 1, but was {Text(value)}.");
    }

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
