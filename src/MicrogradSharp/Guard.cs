using System.Globalization;
using System.Runtime.CompilerServices;

namespace MicrogradSharp;

/// <summary>Checks at the public edge that the framework has no method for: the parameter, the rule, and the value that came.</summary>
internal static class Guard
{
    public static void AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (value < 1) throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be at least 1, but was {Text(value)}.");
    }

    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(parameter, $"{parameter} must be finite, but was {Text(value)}.");
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
