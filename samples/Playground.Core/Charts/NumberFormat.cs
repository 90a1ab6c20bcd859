using System.Globalization;

namespace Playground.Charts;

/// <summary>Numbers as the page shows them: with four digits, a real minus sign, and no change of width while they change.</summary>
public static class NumberFormat
{
    public static string Of(double number) => number switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "\u2212∞",
        0 => "0.0000",
        _ when Math.Abs(number) is >= 1e5 or < 1e-3 => WithMinus(number.ToString("0.000e0", CultureInfo.InvariantCulture)),
        _ => WithMinus(number.ToString("F4", CultureInfo.InvariantCulture)),
    };

    /// <summary>The shortest text that reads back as the same number: for code, addresses and attributes.</summary>
    public static string Exact(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string WithMinus(string number) => number.Replace('-', '\u2212');
}
