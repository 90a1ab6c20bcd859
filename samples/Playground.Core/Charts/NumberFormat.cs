using System.Globalization;

namespace Playground.Charts;

/// <summary>Numbers as the page shows them, as code and addresses hold them, and as users type them.</summary>
public static class NumberFormat
{
    /// <summary>With four digits, a real minus sign, and no change of width while the number changes.</summary>
    public static string Of(double number) => number switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "\u2212∞",
        0 => "0.0000",
        _ when Math.Abs(number) is >= 1e5 or < 1e-3 => Of(number, "0.000e0"),
        _ => Of(number, "F4"),
    };

    /// <summary>In a format of .NET, with a real minus sign.</summary>
    public static string Of(double number, string format) =>
        number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212');

    /// <summary>To the last bit, as in C#.</summary>
    public static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads a number, as the page shows it or as C# has it; null if the text is none.</summary>
    public static double? Read(string? text)
    {
        string? plain = text?.Replace('\u2212', '-').Replace("∞", "Infinity", StringComparison.Ordinal);
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
    }
}
