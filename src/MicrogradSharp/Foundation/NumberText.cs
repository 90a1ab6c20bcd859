using System.Globalization;

namespace MicrogradSharp;

/// <summary>Numbers in reports and drawings as people write them, the same in every culture: 0.25, 6.022e23, 1e-5, ∞.</summary>
internal static class NumberText
{
    /// <summary>Six digits: what reports show.</summary>
    public static string Short(double number) => Format(number, "G6");

    /// <summary>Four digits, and every digit before the point below a million: what fits a box of a drawing.</summary>
    public static string Brief(double number)
    {
        if (number == 0) return "0";        // the sign of a zero is for the longer forms
        return Format(number, Math.Abs(number) is >= 9999.5 and < 999_999.5 ? "F0" : "G4");
    }

    /// <summary>Two digits: the size of an error.</summary>
    public static string Rough(double number) => Format(number, "G2");

    /// <summary>Ten digits, for numbers that are compared by eye.</summary>
    public static string Long(double number) => Format(number, "G10");

    /// <summary>As many digits as it takes to read the same number back.</summary>
    public static string Full(double number) => Format(number, "R");

    /// <summary>With a comma between thousands.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>2.7 KB</c>, where a KB is 1,024 bytes.</summary>
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
        return exponent < 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, exponent)}e{int.Parse(text.AsSpan(exponent + 1), CultureInfo.InvariantCulture)}");
    }
}
