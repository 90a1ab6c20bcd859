using System.Globalization;

namespace MicrogradSharp;

/// <summary>Numbers in reports and drawings, as people write them, the same in every culture: 0.25, 6.022e23, 1e-5, ∞.</summary>
internal static class NumberText
{
    /// <summary>Six digits, for reports.</summary>
    public static string Short(double number) => Format(number, "G6");

    /// <summary>Four digits, or all digits before the decimal point below a million, to fit a box of a drawing.</summary>
    public static string Brief(double number)
    {
        if (number == 0) return "0";        // only the longer forms show the sign of zero
        return Format(number, Math.Abs(number) is >= 9999.5 and < 999_999.5 ? "F0" : "G4");
    }

    /// <summary>Two digits, for the size of an error.</summary>
    public static string Rough(double number) => Format(number, "G2");

    /// <summary>Ten digits, for numbers compared by eye.</summary>
    public static string Long(double number) => Format(number, "G10");

    /// <summary>As many digits as are needed to read back the same number.</summary>
    public static string Full(double number) => Format(number, "R");

    /// <summary>A whole number with commas between thousands.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and its noun, for messages: <c>1 row</c>, <c>1000 rows</c>.</summary>
    public static string Count(long count, string singular) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Noun(count, singular)}");

    /// <summary>The noun for a count: <c>row</c> for 1, and <c>rows</c> for any other number.</summary>
    public static string Noun(long count, string singular) => count == 1 ? singular : singular + "s";

    /// <summary>A size such as <c>2.7 KB</c>, where a KB is 1,024 bytes.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["bytes", "KB", "MB", "GB", "TB"];
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.#} {units[unit]}");
    }

    private static string Format(double number, string format)
    {
        if (double.IsInfinity(number)) return number > 0 ? "∞" : "-∞";
        string text = number.ToString(format, CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E');
        if (exponent < 0) return text;
        int power = int.Parse(text.AsSpan(exponent + 1), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, exponent)}e{power}");
    }

    /// <summary>Copies a text whole, or nothing, as <see cref="ISpanFormattable.TryFormat"/> must.</summary>
    public static bool TryCopy(string text, Span<char> destination, out int charsWritten)
    {
        bool fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}
